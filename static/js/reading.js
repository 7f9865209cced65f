// The reader with a connection: chosen words become highlights and notes, and what was written
// without a connection is sent.
import { flagged, sendWaiting } from "./reading-store.js";
import { CHOSEN, offer } from "./reading-words.js";

const reader = document.getElementById("reader");
const { read, token } = reader.dataset;

function noteAddress(words) {
  return `${read}/items/${words.item}/note`;
}

function highlight(words) {
  const { place, said, ...note } = words;
  window.htmx.ajax("POST", noteAddress(words), {
    target: `#item-${words.item}`,
    swap: "outerHTML",
    values: { ...note, words: "", csrf_token: token },
  });
}

function write(words) {
  sessionStorage.setItem(CHOSEN, JSON.stringify(words));
  location.assign(`${noteAddress(words)}?passage=${words.passage}`);
}

async function sendWhatWaits() {
  const { sent, left, why } = await sendWaiting();
  if (sent && !left) {
    location.reload();
    return;
  }
  if (!left) return;
  const line = document.getElementById("unsent");
  const notes = left === 1 ? "1 note that you wrote" : `${left} notes that you wrote`;
  const words = why === "refused" ? "The portal did not take it: it is still here." : "It is still here, and will be sent when the portal can be reached.";
  line.querySelector("p").textContent = `${notes} without a connection could not be sent. ${words}`;
  line.hidden = false;
}

offer({ Highlight: highlight, "Write a note": write });
if (flagged()) sendWhatWaits();
