// Shows the kept copy of a meeting's papers where there is no connection. It answers for kept pages
// and for what they need, and leaves everything else to the network. Its scope is the meetings.

const SHELF = "goldthread-papers";
const FILES = "goldthread-files";
const KEPT_UNTIL = "Goldthread-Kept-Until";
const PATIENCE = 4000; // milliseconds for a network that is there and does not answer

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname.endsWith("/read")) event.respondWith(freshOrKept(request, address.pathname));
  } else if (address.pathname.startsWith("/static/") || address.pathname.endsWith("/colours.css")) {
    event.respondWith(fileOf(request));
  }
});

async function freshOrKept(request, path) {
  const network = fetch(request);
  const copy = await keptCopy(path);
  if (!copy) return network;
  let timer = 0;
  const tooLong = new Promise((resolve) => { timer = setTimeout(() => resolve(copy), PATIENCE); });
  // Whichever comes first; an answer after that is nobody's any more.
  return Promise.race([network.catch(() => copy), tooLong]).finally(() => clearTimeout(timer));
}

// The copy of a page, unless its day is over: then it is thrown away.
async function keptCopy(path) {
  if (!(await caches.has(SHELF))) return null;
  const shelf = await caches.open(SHELF);
  const copy = await shelf.match(path);
  if (!copy) return null;
  if (Number(copy.headers.get(KEPT_UNTIL)) > Date.now()) return copy;
  await shelf.delete(path);
  return null;
}

async function fileOf(request) {
  const kept = (await caches.has(FILES)) ? await (await caches.open(FILES)).match(request) : null;
  return kept || fetch(request);
}
