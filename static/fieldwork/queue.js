// A page of the server: what waits on this device.
import { start } from "./waiting.js";

start(document.querySelector("[data-device]"));
