// A page of the server: the form that it drew, kept on this device while it is typed.
import { start } from "./writing.js";

start(document.querySelector("[data-device]"));
