// Writing without a network is turned off here: what was kept goes, and the worker after it. Texts on the device stay.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("portage-shell-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
})()));
