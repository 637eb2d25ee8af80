// Reviewing without a mouse: 1 to 5 choose the rating in the card or row that has the focus, and
// after a save the focus goes on to the next card.
const isWriting = (field) => field.matches("textarea, select, input:not([type=radio], [type=checkbox])");

document.addEventListener("keydown", (event) => {
  if (!/^[1-5]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const card = event.target.closest("[data-review]");
  if (!card || isWriting(event.target)) return;
  const radio = card.querySelector(`input[type=radio][name$="-rating"][value="${event.key}"]`);
  if (!radio) return;
  event.preventDefault();
  radio.focus();
  radio.click();
});

document.body.addEventListener("htmx:afterSettle", ({ target }) => {
  if (!target.matches(".review--saved")) return;
  const cards = [...document.querySelectorAll(".review")];
  const after = cards.slice(cards.indexOf(target) + 1);
  const next = after.find((card) => card.matches("[data-review]")) ?? document.querySelector("[data-review].review");
  (next ?? target).focus();
});

// The group's table: one tick shows in every row what it will save.
const box = document.querySelector("[data-rest]");
box?.addEventListener("change", ({ target: rest }) => {
  for (const row of document.querySelectorAll("tr[data-review]")) {
    const ratings = [...row.querySelectorAll('input[name$="-rating"]')];
    const expected = ratings.find((one) => one.value === box.dataset.rest);
    if (rest.checked && !ratings.some((one) => one.checked)) {
      expected.checked = true;
      row.dataset.filled = "";
    } else if (!rest.checked && "filled" in row.dataset) {
      expected.checked = false;
      delete row.dataset.filled;
    }
  }
});
