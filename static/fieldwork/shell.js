// No network: the page that was asked for, out of the shell that the device keeps.
import { start as waits } from "./waiting.js";
import { start as writes } from "./writing.js";

for (const root of document.querySelectorAll("[data-shell]")) {
  if (root.dataset.path === location.pathname) {
    root.hidden = false;
    (root.dataset.shell === "write" ? writes : waits)(root);
  } else {
    root.remove();
  }
}
