// Keeps the shell of two pages and their files, which hold nobody's data. Nothing else is ever kept, and nothing else answered.
const KEPT = `portage-shell-${TOLD.version}`;
const PAGES = new Set([TOLD.write, TOLD.queue]);
const PATIENCE = 6000; // milliseconds for a page: one bar of network is none

async function keep() {
  const cache = await caches.open(KEPT);
  await Promise.all(TOLD.assets.map((address) => fetchInto(cache, address)));
  await fetchInto(cache, TOLD.shell);
}

async function fetchInto(cache, address) {
  const answer = await fetch(address, { credentials: address === TOLD.shell ? "same-origin" : "omit", cache: "no-cache", redirect: "error" });
  if (!answer.ok) throw new Error(address);
  await cache.put(address, answer);
}

async function clean() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("portage-shell-") && name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}

// A page that has begun to come may take its time; one that has not, and a server that is away, are no network.
async function page(request) {
  const kept = () => caches.match(TOLD.shell, { cacheName: KEPT });
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: waiting.signal });
    return answer.status < 500 ? answer : (await kept()) || answer;
  } catch (error) {
    return (await kept()) || Response.error();
  } finally {
    clearTimeout(timer);
  }
}

async function file(request) {
  return (await caches.match(request.url, { cacheName: KEPT })) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(clean()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && PAGES.has(address.pathname)) event.respondWith(page(event.request));
  else if (TOLD.assets.includes(address.pathname)) event.respondWith(file(event.request));
});

// The shell speaks the language of whoever used the device last: a page asks for it anew when that has changed.
self.addEventListener("message", (event) => {
  if (event.data === "shell") event.waitUntil(caches.open(KEPT).then((cache) => fetchInto(cache, TOLD.shell)).catch(() => {}));
});
