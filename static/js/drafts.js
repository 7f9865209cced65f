// Words are kept while somebody types. Where that fails, the line under the form says so: nothing
// moves, and the focus stays where it is.

export function isQuiet(event) {
  return event.target instanceof Element && event.target.matches("[data-quiet]");
}

function say(line, words) {
  // The same words are not read out again.
  if (line.textContent.trim() !== words) line.textContent = words;
}

document.body.addEventListener("htmx:beforeSwap", (event) => {
  const line = event.detail.requestConfig.elt;
  const { status } = event.detail.xhr;
  // 409 has its own words for this line.
  if (!line.matches("[data-quiet]") || status < 400 || status === 409) return;
  event.detail.shouldSwap = false;
  say(line, status === 400 || status === 403 || status === 404 ? line.dataset.refused : line.dataset.failed);
});

document.body.addEventListener("htmx:sendError", (event) => {
  if (isQuiet(event)) say(event.target, event.target.dataset.failed);
});
