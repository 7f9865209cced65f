// The copy that a browser kept: notes are written here, kept here, and sent when there is a connection.
import { keepNote, sendWaiting, unseal, waiting } from "./reading-store.js";
import { about, offer } from "./reading-words.js";

const reader = document.getElementById("reader");
const { read } = reader.dataset;
const line = document.getElementById("unsent");

function say(words) {
  line.querySelector("p").textContent = words;
  line.hidden = !words;
}

function counted(notes) {
  return notes === 1 ? "1 note" : `${notes} notes`;
}

async function tellWaiting() {
  const notes = (await waiting()).filter((note) => note.read === read);
  say(notes.length ? `${counted(notes.length)} written here, kept on this device, sent when you are back.` : "");
}

function notesOf(passage) {
  const found = passage.querySelector(".paper__notes");
  if (found) return found;
  const notes = document.createElement("div");
  notes.className = "paper__notes";
  passage.append(notes);
  return notes;
}

// As the portal shows it, but said to be kept here.
function show(note) {
  const passage = document.getElementById(`item-${note.item}-${note.passage}`);
  if (!passage) return;
  const margin = document.createElement("div");
  margin.className = note.words ? "margin" : "margin margin--mark";
  margin.setAttribute("role", "note");
  margin.setAttribute("aria-label", note.words ? "Your note" : "Your highlight");
  const add = (name, words) => {
    const part = document.createElement("p");
    part.className = name;
    part.textContent = words;
    margin.append(part);
  };
  if (note.quote) add("margin__about", `“${note.quote}”`);
  add(note.words ? "margin__words" : "margin__label", note.words || "Highlighted");
  add("margin__remark", "Kept on this device, not sent yet");
  passage.classList.add("paper__passage--noted");
  notesOf(passage).append(margin);
}

async function keep(about, words) {
  const { place, ...rest } = about;
  const note = { ...rest, key: crypto.randomUUID(), read, words };
  await keepNote(note);
  show(note);
  await tellWaiting();
}

function write(words) {
  const passage = document.getElementById(`item-${words.item}-${words.passage}`);
  const form = document.getElementById("note-form").content.firstElementChild.cloneNode(true);
  const box = form.querySelector("textarea");
  const shut = () => { form.remove(); passage.querySelector(".paper__add").focus(); };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!box.value.trim()) { box.focus(); return; }
    await keep(words, box.value.trim());
    shut();
  });
  form.querySelector("button[type=button]").addEventListener("click", shut);
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  notesOf(passage).append(form);
  box.focus();
}

// A note on a whole passage, without choosing words.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(".paper__add") : null;
  if (!link) return;
  event.preventDefault();
  write(about(link.closest(".paper__passage")));
});

// Exempt papers take the place of the line that says they are not here. No notes are written on
// them without a connection: words about them would lie here in the clear.
async function openSealed() {
  const html = await unseal(read);
  if (!html) return;
  const parts = new DOMParser().parseFromString(html, "text/html");
  for (const part of parts.querySelectorAll("[data-item]")) {
    part.querySelectorAll(".paper__add").forEach((link) => link.remove());
    part.removeAttribute("data-item");
    const place = document.getElementById(part.id);
    if (place) place.replaceWith(document.adoptNode(part));
  }
}

async function sendAndTell() {
  const { sent, left } = await sendWaiting();
  await tellWaiting();
  if (sent && !left && !document.querySelector(".margin--writing")) location.reload();
}

offer({ Highlight: (words) => keep(words, ""), "Write a note": write });
for (const note of await waiting()) if (note.read === read) show(note);
await openSealed();
await tellWaiting();
window.addEventListener("online", sendAndTell);
