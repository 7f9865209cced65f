// What this browser keeps for its reader: notes that wait to be sent, and exempt papers under lock.
// Everything here is thrown away at sign-out, and when somebody else signs in.

const NAME = "goldthread-reading";
export const SHELF = "goldthread-papers"; // of kept pages
export const FILES = "goldthread-files"; // of what those pages need
export const KEPT_UNTIL = "Goldthread-Kept-Until"; // milliseconds since 1970
const FLAG = "goldthread-kept"; // says that there is something to throw away

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("notes", { keyPath: "key" });
      request.result.createObjectStore("sealed", { keyPath: "read" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function ask(store, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export function flagged() {
  return localStorage.getItem(FLAG) !== null;
}

export function flag() {
  localStorage.setItem(FLAG, "yes");
}

// Notes: {key, read, item, passage, digest, said, quote, before, words}; kept until the portal has them.
export async function keepNote(note) {
  flag();
  await ask("notes", "readwrite", (store) => store.put(note));
}

export const dropNote = (key) => ask("notes", "readwrite", (store) => store.delete(key));
export const waiting = () => ask("notes", "readonly", (store) => store.getAll());

// Exempt papers: {read, key, vector, sealed, until}. The key cannot be taken out of the browser.
export async function seal(read, html, until) {
  flag();
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const vector = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: vector }, key, new TextEncoder().encode(html));
  await ask("sealed", "readwrite", (store) => store.put({ read, key, vector, sealed, until }));
}

export const unkeepSealed = (read) => ask("sealed", "readwrite", (store) => store.delete(read));

// The papers in the clear; nothing once their day is over, when the key goes too.
export async function unseal(read) {
  const held = await ask("sealed", "readonly", (store) => store.get(read));
  if (!held) return "";
  if (held.until <= Date.now()) {
    await unkeepSealed(read);
    return "";
  }
  const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv: held.vector }, held.key, held.sealed);
  return new TextDecoder().decode(clear);
}

// A page to read without a connection, with the moment at which it is thrown away.
export async function shelve(read, response, until) {
  flag();
  const headers = new Headers(response.headers);
  headers.set(KEPT_UNTIL, String(until));
  headers.delete("Set-Cookie");
  const copy = new Response(await response.blob(), { status: 200, headers });
  await (await caches.open(SHELF)).put(read, copy);
}

export async function unshelve(read) {
  await (await caches.open(SHELF)).delete(read);
  await unkeepSealed(read);
}

// When the copy of a page is thrown away, in milliseconds since 1970; 0 where there is none.
export async function keptUntil(read) {
  const found = await (await caches.open(SHELF)).match(read);
  const until = found ? Number(found.headers.get(KEPT_UNTIL)) : 0;
  return until > Date.now() ? until : 0;
}

// Nothing stays: for browsers that do not heed Clear-Site-Data.
export async function throwAllAway() {
  for (const name of [SHELF, FILES]) await caches.delete(name);
  if (navigator.serviceWorker) {
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  }
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
  localStorage.removeItem(FLAG);
}

// A token of the session as it is now, from the reader's own page; nothing where she is signed out.
async function tokenFor(read) {
  const page = await fetch(read, { cache: "no-store", headers: { Accept: "text/html" } });
  if (!page.ok) return "";
  const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-token]");
  return found ? found.dataset.token : "";
}

// Send what was written without a connection. Answers how many notes were sent and how many stay,
// with why: "away" without a connection, "signed-out", or "refused".
export async function sendWaiting() {
  const notes = await waiting();
  let sent = 0;
  let why = "";
  const tokens = new Map();
  for (const note of notes) {
    try {
      if (!tokens.has(note.read)) tokens.set(note.read, await tokenFor(note.read));
      const token = tokens.get(note.read);
      if (!token) { why = "signed-out"; continue; }
      const form = new URLSearchParams({ csrf_token: token, key: note.key, passage: note.passage, digest: note.digest, said: note.said, quote: note.quote, before: note.before, words: note.words });
      // A change is answered by a redirect: it need not be followed to know that it was taken.
      const answer = await fetch(`${note.read}/items/${note.item}/note`, { method: "POST", body: form, redirect: "manual" });
      if (answer.type !== "opaqueredirect") { why = "refused"; continue; }
      await dropNote(note.key);
      sent += 1;
    } catch {
      why = "away";
    }
  }
  return { sent, left: notes.length - sent, why };
}
