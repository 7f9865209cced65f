// The list of actions by keyboard: up and down from row to row, save and go on, leave without saving.
const list = document.querySelector(".actions-list");

function links() {
  return [...list.querySelectorAll("a.action__update")];
}

function step(event) {
  const here = event.target.closest("a.action__update");
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!here || !by || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = links();
  const next = all[all.indexOf(here) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function inForm(event) {
  const form = event.target.closest(".action--open form");
  if (!form) return;
  const saves = (event.ctrlKey || event.metaKey) && (event.key === "Enter" || event.key === "s");
  if (saves) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-cancel]").click();
  }
}

if (list) {
  list.addEventListener("keydown", step);
  list.addEventListener("keydown", inForm);
}
