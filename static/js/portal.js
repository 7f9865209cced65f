// Makes pages quicker to use; every page works without it.
import { isQuiet } from "./drafts.js";
import { createAll, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, Radios } from "../vendor/govuk-frontend.min.js";

const PATIENCE = 1000; // milliseconds before a request shows that it is under way
const COMPONENTS = [CharacterCount, Checkboxes, PasswordInput, Radios];

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function enliven(scope) {
  for (const component of COMPONENTS) createAll(component, undefined, scope);
  // Also moves the focus to the summary.
  createAll(ErrorSummary, undefined, scope);
}

// A link to a panel that its own target opens becomes a button that opens and shuts it.
function makeToggle(linkId, panelId) {
  const link = document.getElementById(linkId);
  const panel = document.getElementById(panelId);
  if (!link || !panel) return;
  const set = (open) => {
    panel.classList.toggle("is-open", open);
    panel.classList.toggle("is-shut", !open);
    link.setAttribute("aria-expanded", String(open));
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", panelId);
  set(location.hash === `#${panelId}`);
  const turn = (event) => {
    event.preventDefault();
    set(link.getAttribute("aria-expanded") !== "true");
  };
  link.addEventListener("click", turn);
  link.addEventListener("keydown", (event) => event.key === " " && turn(event));
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || link.offsetParent === null) return;
    set(false);
    link.focus();
  });
}

function isTyping(element) {
  return element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);
}

function focusSearchOnSlash(event) {
  const search = document.getElementById("search");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  // In the closed menu of a telephone there is nothing to focus.
  if (!search || search.offsetParent === null) return;
  event.preventDefault();
  search.focus();
  search.select();
}

let saying = 0;

function announce(words) {
  const announcer = document.getElementById("announcer");
  if (!announcer || !words) return;
  // Emptied first, so that the same words are said again.
  announcer.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => { announcer.textContent = words; }, 50);
}

// What a swapped block says of itself: data-announce, or its first heading.
function wordsOf(block) {
  const told = block.closest("[data-announce]") || block.querySelector("[data-announce]");
  if (told) return told.dataset.announce;
  const heading = block.querySelector(".sentence__text, h1, h2, h3");
  return heading ? heading.textContent.trim() : "Updated";
}

function afterSwap(event) {
  const block = event.target;
  // A line that speaks for itself, while its reader types on.
  if (block.matches("[data-quiet]")) return;
  const summary = block.querySelector(".govuk-error-summary");
  enliven(block);
  // Assistive technology reads the summary when it takes the focus.
  if (summary) {
    summary.focus();
    return;
  }
  if (block.matches(".editor") && !block.querySelector(".clash")) {
    startEditing(block);
    return;
  }
  // A notice stands at the top of the page, which may be out of sight.
  if (block.closest("#problem")) block.focus();
  else keepFocus(block);
  announce(wordsOf(block));
}

let edited = ""; // id of the block that was opened for editing last

// The first field takes the focus, and so says by itself what has opened.
function startEditing(editor) {
  edited = editor.id;
  const field = editor.querySelector("input:not([type=hidden]), textarea, select");
  const chosen = field && field.type === "radio" ? editor.querySelector("input[type=radio]:checked") : null;
  if (field) (chosen || field).focus();
}

// After a row that was saved in a list: the link that opens the next one.
function linkAfter(block) {
  if (!block.hasAttribute("data-go-on")) return null;
  let row = block.nextElementSibling || (block.parentElement.nextElementSibling || block).querySelector("tr");
  while (row && !row.querySelector("a[hx-get]")) row = row.nextElementSibling;
  return row ? row.querySelector("a[hx-get]") : null;
}

// The control that was used may be gone: whoever uses the keyboard goes on from what took its place,
// and after editing from the link that opened the editor.
function keepFocus(block) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const home = edited && document.getElementById(edited);
  const link = linkAfter(block) || (home && block.contains(home) ? home.querySelector("a[hx-get]") : null);
  if (link) {
    link.focus();
    return;
  }
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}

function watchRequests() {
  const line = document.getElementById("progress-line");
  let underWay = 0;
  let timer = 0;
  document.body.addEventListener("htmx:beforeRequest", () => {
    underWay += 1;
    if (underWay === 1) timer = setTimeout(() => { line.hidden = false; }, PATIENCE);
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    underWay = Math.max(0, underWay - 1);
    if (underWay) return;
    clearTimeout(timer);
    line.hidden = true;
  });
  document.body.addEventListener("htmx:sendError", (event) => isQuiet(event) || announce("The portal could not be reached. What you typed is still here: try again."));
  document.body.addEventListener("htmx:responseError", (event) => isQuiet(event) || announce(`That did not work (${event.detail.xhr.status}). What you typed is still here: try again, or load the page afresh.`));
}

enliven(document);
makeToggle("menu-button", "menu");
makeToggle("lens-button", "lens");
document.addEventListener("keydown", focusSearchOnSlash);
document.body.addEventListener("htmx:afterSettle", afterSwap);
watchRequests();

// Papers kept in this browser go with their reader.
document.querySelector(".person__leave")?.addEventListener("submit", async (event) => {
  if (localStorage.getItem("goldthread-kept") === null) return;
  event.preventDefault();
  const { leave } = await import("./reading-leave.js");
  leave(event.target);
});
