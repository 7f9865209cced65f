// Rows of a table are put in order by dragging them. The table's own form then sends the order, as
// its buttons do, which do the same without a pointer. A table takes part that names its form in
// data-order-form; each of its rows that can be moved says in data-ref what it is called there.

const NEAR_EDGE = 60; // pixels from the window's edge within which the page scrolls along
const STEP = 12; // pixels it scrolls at each move

let drag = null;
let sent = null;

function rowsOf(body) {
  return [...body.querySelectorAll(":scope > tr[data-ref]")];
}

function addGrips(scope) {
  for (const table of scope.querySelectorAll("table[data-order-form]")) {
    for (const row of table.querySelectorAll("tr[data-ref]")) {
      if (row.querySelector(".grip")) continue;
      const grip = document.createElement("span");
      grip.className = "grip";
      grip.title = "Drag to another place";
      // Whoever does not see it has the buttons of the row.
      grip.setAttribute("aria-hidden", "true");
      row.cells[0].prepend(grip);
    }
  }
}

function begin(event) {
  const grip = event.target.closest(".grip");
  if (!grip || event.button !== 0 || drag) return;
  const row = grip.closest("tr");
  drag = { grip, row, body: row.parentElement, pointer: event.pointerId, before: rowsOf(row.parentElement) };
  grip.setPointerCapture(event.pointerId);
  row.classList.add("is-dragged");
  event.preventDefault();
}

// The row goes in front of the first other row whose middle is below the pointer.
function move(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  scrollAlong(event.clientY);
  const others = rowsOf(drag.body).filter((row) => row !== drag.row);
  const next = others.find((row) => {
    const box = row.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  }) || null;
  if (drag.row.nextElementSibling !== next) drag.body.insertBefore(drag.row, next);
}

function scrollAlong(y) {
  if (y < NEAR_EDGE) window.scrollBy(0, -STEP);
  else if (y > window.innerHeight - NEAR_EDGE) window.scrollBy(0, STEP);
}

function finish(event) {
  if (!drag || event.pointerId !== drag.pointer) return;
  const { body, before } = drag;
  letGo();
  const now = rowsOf(body);
  if (now.every((row, place) => row === before[place])) return;
  sent = { body, before };
  send(body.closest("table"), now);
}

function cancel() {
  if (!drag) return;
  const { body, before } = drag;
  letGo();
  body.append(...before);
}

// What was not taken stands as it stood.
function putBack(event) {
  const table = sent && sent.body.closest("table");
  if (!table || event.target.id !== table.dataset.orderForm) return;
  sent.body.append(...sent.before);
  sent = null;
}

function letGo() {
  const { grip, row, pointer } = drag;
  drag = null;
  if (grip.hasPointerCapture(pointer)) grip.releasePointerCapture(pointer);
  row.classList.remove("is-dragged");
}

function send(table, rows) {
  const form = document.getElementById(table.dataset.orderForm);
  let order = form.elements.namedItem("order");
  if (!order) {
    order = document.createElement("input");
    order.type = "hidden";
    order.name = "order";
    form.append(order);
  }
  order.value = rows.map((row) => row.dataset.ref).join(" ");
  form.requestSubmit();
}

addGrips(document);
document.body.addEventListener("htmx:load", (event) => addGrips(event.detail.elt));
document.body.addEventListener("htmx:sendError", putBack);
document.body.addEventListener("htmx:responseError", putBack);
document.addEventListener("pointerdown", begin);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", finish);
document.addEventListener("pointercancel", cancel);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drag) return;
  event.preventDefault();
  cancel();
});
