// What happens around an htmx request: its token, what is said, where the focus goes, what failed.
const live = document.getElementById("live");
const notSaved = document.getElementById("not-saved");

export function say(words) {
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 60); // a change is what makes it read out
}

document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});

// A whole page where a fragment was asked for, or a page of another address: the session is over. Go
// where it leads. A form that keeps what is typed stays, and says so itself (autosave.js).
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail; // its own `elt` is the target
  const { elt, path } = requestConfig;
  if (!/^\s*<!doctype/i.test(xhr.responseText)) return;
  const asked = new URL(path, window.location.href).pathname;
  const isSame = new URL(xhr.responseURL, window.location.href).pathname === asked;
  if (isSame && elt.closest("[hx-select], [hx-boost]")) return;
  event.detail.shouldSwap = false;
  const form = elt.parentElement?.closest("form[data-autosave]");
  if (form) form.dispatchEvent(new Event("input"));
  else window.location.assign(xhr.responseURL);
});

document.body.addEventListener("htmx:afterSettle", ({ detail: { elt } }) => {
  const words = elt.matches("[data-announce]") ? elt : elt.querySelector("[data-announce]");
  if (words) say(words.textContent.trim().replace(/\s+/g, " "));
  elt.querySelector("[autofocus]")?.focus();
});

function complain({ detail }) {
  const asked = detail.requestConfig?.verb === "get";
  const what = asked ? "That did not load." : "That did not save.";
  notSaved.querySelector("p").textContent = `${what} Check your connection and try again.`;
  notSaved.hidden = false;
}

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(failure, complain);
}
document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) notSaved.hidden = true;
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-close]")) notSaved.hidden = true;
});
