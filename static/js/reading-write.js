// Words that were chosen in the papers come to the note's page here, not in its address: an address
// is written to logs and kept in the browser's history.
import { CHOSEN } from "./reading-words.js";

const chosen = sessionStorage.getItem(CHOSEN);
if (chosen) {
  sessionStorage.removeItem(CHOSEN);
  const { passage, quote, before } = JSON.parse(chosen);
  const form = document.querySelector("form.measure");
  if (form.elements.passage.value === passage && !form.elements.quote.value) {
    form.elements.quote.value = quote;
    form.elements.before.value = before;
  }
}
