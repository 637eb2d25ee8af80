// A pencil in a table opens its small form in the cell; without this its link leads to a page.
// One listener for all rows: 400 links for htmx to prepare would delay the page.
document.addEventListener("click", (event) => {
  const pencil = event.target.closest("[data-inline-edit] a.edit");
  if (!pencil || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const cell = pencil.closest("td");
  window.htmx.ajax("GET", pencil.getAttribute("href"), { source: pencil, target: cell, swap: "outerHTML" });
});

// Escape does what Cancel does: the cell comes back, with the focus on its pencil.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.target.closest(".inline-edit")?.querySelector("[data-leave]")?.click();
});
