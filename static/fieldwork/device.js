// What both pages do first: find who writes here, and let the worker keep the shell of the pages.
import { session } from "./seal.js";

// Whether this browser keeps reports at all. Without, the plain form works as it does without a script.
export const keeps = () => window.isSecureContext && Boolean(window.indexedDB && crypto.subtle && navigator.locks && crypto.randomUUID);

export async function begin(root) {
  const who = await session(root);
  if (root.dataset.author && navigator.serviceWorker) {
    const ready = await navigator.serviceWorker.register("/service-worker.js").catch(() => null);
    // The shell speaks the language of whoever used the device last.
    if (ready && ready.active) ready.active.postMessage("shell");
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  }
  return who;
}
