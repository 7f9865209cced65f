// Makes the copy, says until when it stays, and takes it away again.
import { FILES, flag, keptUntil, seal, shelve, unkeepSealed, unshelve } from "./reading-store.js";

const SECONDS = "Goldthread-Keep-Seconds";
const place = document.getElementById("keep");
const state = document.getElementById("keep-state");
const now = document.getElementById("keep-now");
const away = document.getElementById("keep-away");
const { read, worker, scope, assets, partTwo } = place.dataset;

function untilOf(response) {
  return Date.now() + Number(response.headers.get(SECONDS)) * 1000;
}

async function fetched(address) {
  const response = await fetch(address, { cache: "no-store" });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response;
}

async function keepPartTwo() {
  if (partTwo !== "yes") {
    await unkeepSealed(read);
    return;
  }
  const response = await fetched(`${read}/kept/part-two`);
  const html = await response.text();
  if (html.trim()) await seal(read, html, untilOf(response));
}

async function keep() {
  now.disabled = true;
  state.textContent = "Keeping a copy …";
  try {
    flag();
    await navigator.serviceWorker.register(worker, { scope });
    const files = await caches.open(FILES);
    await files.addAll(JSON.parse(assets));
    const page = await fetched(`${read}/kept`);
    await shelve(read, page, untilOf(page));
    await keepPartTwo();
    await navigator.serviceWorker.ready.catch(() => null);
    await tell();
  } catch (error) {
    await unshelve(read);
    state.textContent = `The copy could not be kept, so there is none. Try again with a connection. (${error.message})`;
  } finally {
    now.disabled = false;
  }
}

async function tell() {
  const until = await keptUntil(read);
  state.textContent = until ? "Kept on this device. You can read these papers without a connection." : "Not kept on this device yet.";
  now.textContent = until ? "Keep a newer copy" : "Keep this for the train";
  away.hidden = !until;
}

if (navigator.serviceWorker && window.caches && window.indexedDB) {
  now.parentElement.hidden = false;
  now.addEventListener("click", keep);
  away.addEventListener("click", async () => { await unshelve(read); await tell(); });
  await tell();
} else {
  state.textContent = "This browser cannot keep a copy: it needs a secure connection (https). Save the pack as PDF from the meeting’s page.";
}
