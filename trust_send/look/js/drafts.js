// What is being typed, kept in this tab until the server has it, so that neither a lost connection
// nor a closed lid loses a word. Gone on saving, on signing out, and with the tab.
export const PREFIX = "draft:";
const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
const form = document.querySelector("form[data-draft]");

const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");
const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const forget = (key) => sessionStorage.removeItem(key);

// Sent, and another page came back: the server has it. After "Back" it may have come to nothing.
if (!cameBack) for (const key of drafts()) if (read(key).sent) forget(key);

document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-sign-out]")) drafts().forEach(forget);
});

if (form) keepDraft(form);

function keepDraft(form) {
  const key = PREFIX + form.dataset.draft;
  const state = form.querySelector("[data-draft-state]");
  const tell = (words) => { if (state) state.textContent = words; };
  let held = false;
  let typing;

  function keep(sent = false) {
    sessionStorage.setItem(key, JSON.stringify({ sent, answers: answersOf(form) }));
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    if (!sent) tell(`Draft kept in this tab, ${time}`);
  }

  const draft = read(key);
  const hasErrors = document.querySelector(".govuk-error-summary");
  if (draft && !hasErrors) {
    fill(form, draft.answers);
    tell("We kept your draft");
  }

  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(keep, 400);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(typing);
    if (navigator.onLine) return keep(true);
    event.preventDefault();
    event.stopImmediatePropagation();
    held = true;
    keep();
    tell("No connection. We will send this when you are back online. Keep this page open.");
  }, { capture: true });

  window.addEventListener("offline", () => tell("No connection. Your draft is kept in this tab."));
  window.addEventListener("online", () => {
    if (!held) return;
    held = false;
    tell("Back online. Sending.");
    form.requestSubmit();
  });
}

// Secrets and files are never kept. What the writer had seen is: another person's save after it shows.
function kept(field) {
  if (field.type === "hidden" && /(^|-)seen$/.test(field.name)) return true;
  const types = ["password", "file", "hidden", "submit", "button"];
  return field.name && !types.includes(field.type);
}

export function answersOf(form) {
  const answers = {};
  for (const field of [...form.elements].filter(kept)) {
    const isTick = ["radio", "checkbox"].includes(field.type);
    answers[field.name] ??= [];
    if (!isTick || field.checked) answers[field.name].push(field.value);
  }
  return answers;
}

export function fill(form, answers) {
  for (const field of [...form.elements].filter(kept)) {
    const values = answers[field.name];
    if (!values) continue;
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}
