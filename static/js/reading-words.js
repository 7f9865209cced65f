// The words that a reader has chosen in the papers, and a bar that offers what can be done with them.

export const CHOSEN = "goldthread-chosen"; // where chosen words wait for the note’s page
const AROUND = 40; // letters before the words, by which they are found among equal ones

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

// {item, passage, digest, said, quote, before, place} of the words chosen; null where none are, or
// where they reach over two passages.
export function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const passage = passageOf(range.startContainer);
  if (!passage || passage !== passageOf(range.endContainer)) return null;
  const quote = plain(selection.toString());
  if (!quote) return null;
  const ahead = document.createRange();
  ahead.setStart(passage.querySelector(".paper__words"), 0);
  ahead.setEnd(range.startContainer, range.startOffset);
  return { ...about(passage), quote, before: plain(ahead.toString()).slice(-AROUND), place: range.getBoundingClientRect() };
}

// A passage as a note names it.
export function about(passage) {
  return {
    item: passage.closest("[data-item]").dataset.item,
    passage: passage.dataset.passage,
    digest: passage.dataset.digest,
    said: plain(passage.querySelector(".paper__words").textContent).slice(0, 2000),
    quote: "",
    before: "",
  };
}

function passageOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  const words = element ? element.closest(".paper__words") : null;
  return words ? words.closest(".paper__passage") : null;
}

// A bar below the chosen words. `actions`: {label: act(words)}. Escape and a click elsewhere shut it.
export function offer(actions) {
  const bar = document.createElement("div");
  bar.className = "choice";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "The words you chose");
  bar.hidden = true;
  let words = null;
  for (const [label, act] of Object.entries(actions)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    // Pressing it must not let the words go.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => { bar.hidden = true; if (words) act(words); });
    bar.append(button);
  }
  document.body.append(bar);
  const look = () => {
    if (bar.contains(document.activeElement)) return;
    words = chosen();
    bar.hidden = !words;
    if (!words) return;
    const left = Math.max(8, Math.min(words.place.left, document.documentElement.clientWidth - bar.offsetWidth - 8));
    bar.style.left = `${left + scrollX}px`;
    bar.style.top = `${words.place.bottom + scrollY + 10}px`;
  };
  let timer = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") bar.hidden = true; });
}
