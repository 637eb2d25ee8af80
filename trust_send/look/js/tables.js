// Tables of pupils: ticking rows, and being a table still when a phone shows rows as cards.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const phone = window.matchMedia("(max-width: 47.99em)");

// `display: grid` takes the table's own roles away in some browsers.
function keepRoles() {
  if (!phone.matches) return;
  for (const part of document.querySelectorAll("table.reg, table.reg :is(thead, tbody, tr, th, td)")) {
    const header = part.scope === "row" ? "rowheader" : "columnheader";
    part.setAttribute("role", ROLES[part.tagName] ?? header);
  }
}

keepRoles();
phone.addEventListener("change", keepRoles);
document.body.addEventListener("htmx:afterSettle", keepRoles);

const ticks = (form) => form.querySelectorAll('tbody input[type="checkbox"]');

function count(form) {
  const bar = form.querySelector("[data-bulk]");
  if (!bar) return;
  const boxes = [...ticks(form)];
  const ticked = boxes.filter((box) => box.checked).length;
  bar.querySelector("[data-number]").textContent = ticked;
  bar.classList.toggle("bulk--on", ticked > 0);
  const all = form.querySelector("[data-all]");
  if (!all) return;
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
}

document.addEventListener("change", ({ target }) => {
  const form = target.closest("[data-bulk-form]");
  if (!form) return;
  if (target.matches("[data-all]")) for (const box of ticks(form)) box.checked = target.checked;
  count(form);
});

document.addEventListener("click", ({ target }) => {
  const clear = target.closest("[data-clear]");
  if (!clear) return;
  const form = clear.closest("[data-bulk-form]");
  for (const box of ticks(form)) box.checked = false;
  count(form);
  form.querySelector("[data-all]")?.focus();
});

// A browser that goes back ticks the boxes again by itself.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-bulk-form]")) count(form);
});
