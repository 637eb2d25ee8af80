// Menus close on Escape, which gives the focus back, and on a click or a Tab outside.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    if (menu.contains(target)) menu.querySelector("summary").focus();
  }
});

for (const leaving of ["click", "focusin"]) {
  document.addEventListener(leaving, ({ target }) => {
    for (const menu of open()) if (!menu.contains(target)) menu.open = false;
  });
}

// On a phone the main navigation folds behind its button.
const button = document.querySelector("[data-nav]");
button?.addEventListener("click", () => {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!isOpen));
});
