// What is typed in `form[data-autosave=address]` goes to the server while it is being typed. Until
// the server has it, it is kept in this tab: no word is lost with the connection, with the server,
// or with the session. What could not be sent is sent once more as soon as that is possible.
import { answersOf, fill, PREFIX } from "./drafts.js";

const PAUSE = 600; // milliseconds after the last key
const TRY_AGAIN = 3000;
const forms = new WeakMap();

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = PREFIX + form.dataset.autosave;
    this.state = form.querySelector("[data-autosave-state]");
    this.held = false; // "Save" was pressed, and waits until the server can be reached
    this.rows = rowsOf(form);
    form.addEventListener("input", () => this.typed());
    const kept = sessionStorage.getItem(this.key);
    if (kept && !form.querySelector(".govuk-form-group--error")) {
      fill(form, JSON.parse(kept).answers);
      this.send();
    }
  }

  tell(words) {
    if (this.state) this.state.textContent = words;
  }

  keep() {
    sessionStorage.setItem(this.key, JSON.stringify({ sent: false, answers: answersOf(this.form) }));
  }

  typed() {
    this.keep();
    this.soon(PAUSE);
  }

  // A row more or less is typed too: without it the words of a new row would find no place again.
  swapped() {
    if (rowsOf(this.form) === this.rows) return;
    this.rows = rowsOf(this.form);
    this.typed();
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send() {
    if (!this.form.isConnected) return;
    this.stop();
    const sent = sessionStorage.getItem(this.key);
    this.going = new AbortController();
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body: new FormData(this.form),
        headers: { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content },
        signal: this.going.signal,
      });
      if (answer.redirected || answer.status === 403) return this.signedOut(answer);
      const words = await answer.text();
      if (answer.ok) this.arrived(words, sent);
      else if (answer.status === 409) this.refused(words);
      else this.lost();
    } catch (failure) {
      if (failure.name !== "AbortError") this.lost();
    }
  }

  arrived(words, sent) {
    if (sessionStorage.getItem(this.key) === sent) sessionStorage.removeItem(this.key);
    this.tell(words);
    if (!this.held) return;
    this.held = false;
    this.form.requestSubmit();
  }

  refused(words) {
    this.held = false;
    this.tell(words);
  }

  lost() {
    this.keep();
    const later = this.held ? "It is saved" : "It is sent";
    this.tell(`No connection. What you typed is kept in this tab. ${later} as soon as the connection is back.`);
    this.soon(TRY_AGAIN);
  }

  signedOut(answer) {
    this.keep();
    this.held = false;
    this.tell("You have been signed out. What you typed is kept in this tab. ");
    const link = document.createElement("a");
    const where = new URL(answer.redirected ? answer.url : window.location.href);
    if (answer.redirected) where.searchParams.set("next", window.location.pathname);
    link.href = where;
    link.textContent = answer.redirected ? "Sign in again" : "Load this page again";
    this.state?.append(link);
  }

  stop() {
    clearTimeout(this.timer);
    this.going?.abort();
  }

  saved() {
    this.stop();
    sessionStorage.removeItem(this.key);
  }
}

function rowsOf(form) {
  return form.querySelector('[name$="-TOTAL_FORMS"]')?.value;
}

function start(scope) {
  const found = [...scope.querySelectorAll("form[data-autosave]")];
  for (const form of found) if (!forms.has(form)) forms.set(form, new Autosave(form));
}

start(document);
document.body.addEventListener("htmx:afterSettle", ({ target }) => {
  start(target.parentElement ?? document);
  forms.get(target.closest("form"))?.swapped();
});
window.addEventListener("online", () => {
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    if (sessionStorage.getItem(forms.get(form).key)) forms.get(form).send();
  }
});

// "Save": what is typed goes with it, so nothing is sent apart; a failure keeps it. Where the answer
// is a new page, a failure would take this page away with the words on it: there the words go first,
// and the page is left only once the server has them.
document.addEventListener("submit", (event) => {
  const kept = forms.get(event.target);
  if (!kept) return;
  kept.stop();
  if (event.target.hasAttribute("hx-post")) return kept.keep();
  if (!sessionStorage.getItem(kept.key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  kept.held = true;
  kept.send();
}, { capture: true });
document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  const kept = forms.get(detail.requestConfig.elt);
  if (!kept) return;
  const { status, responseText } = detail.xhr;
  const isPage = /^\s*<!doctype/i.test(responseText); // of the sign-in, where the session is over
  if (detail.successful && !isPage) return kept.saved();
  if (!status || status >= 500) {
    kept.held = true;
    kept.lost();
  }
});
