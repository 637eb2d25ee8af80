// Text with simple marks: buttons that put them in, and pasted pages and letters made into them.
// The field stays a plain text field, so a screen reader, a spelling check and "Undo" work as ever.

const tidyAddress = (field) => field.closest("form").dataset.tidy;
const token = () => document.querySelector('meta[name="csrf-token"]').content;

// `execCommand` is the one way of writing into a field that "Undo" takes back.
function write(field, words) {
  field.focus();
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function chosen(field) {
  return field.value.slice(field.selectionStart, field.selectionEnd);
}

function wholeLines(field) {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const end = field.value.indexOf("\n", field.selectionEnd);
  field.setSelectionRange(start, end < 0 ? field.value.length : end);
}

const acts = {
  heading: (field) => markLines(field, "## "),
  list: (field) => markLines(field, "- "),
  numbers: (field) => markLines(field, "1. "),
  strong(field) {
    write(field, `**${chosen(field) || "strong words"}**`);
  },
  link(field) {
    const words = chosen(field);
    const isAddress = /^https?:\/\//.test(words);
    const at = field.selectionStart;
    write(field, isAddress ? `[words of the link](${words})` : `[${words || "words of the link"}](https://)`);
    const from = isAddress ? at + 1 : field.selectionEnd - 1;
    field.setSelectionRange(from, isAddress ? from + 17 : from);
  },
  table(field) {
    const lines = ["| What | When | Who |", "| First row | | |", "| Second row | | |"];
    write(field, `\n\n${lines.join("\n")}\n\n`);
  },
};

function markLines(field, mark) {
  wholeLines(field);
  const bare = (line) => line.replace(/^(#{2,3}|-|\d+[.)])\s+/, "");
  write(field, chosen(field).split("\n").map((line) => mark + bare(line)).join("\n"));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (!button) return;
  const field = document.getElementById(button.closest("[data-marks-for]").dataset.marksFor);
  acts[button.dataset.mark](field);
});

// Arrow keys go along the bar, as on every toolbar; Tab leaves it.
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-mark]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!button || !step) return;
  const all = [...button.parentElement.querySelectorAll("[data-mark]")];
  const next = all[(all.indexOf(button) + step + all.length) % all.length];
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next.focus();
  event.preventDefault();
});

// The words of another text, such as last year's, put at the end of the field.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const field = document.querySelector("textarea[data-marks]");
  const words = document.getElementById(button.dataset.take).value;
  field.setSelectionRange(field.value.length, field.value.length);
  write(field, (field.value ? "\n\n" : "") + words);
});

// What comes from Word or a web page is cleaned by the server; without an answer its plain words stay.
document.addEventListener("paste", async (event) => {
  const field = event.target.closest?.("textarea[data-marks]");
  const html = event.clipboardData?.getData("text/html");
  if (!field || !html || !tidyAddress(field)) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const body = new URLSearchParams({ html });
  const headers = { "X-CSRFToken": token() };
  const answer = await fetch(tidyAddress(field), { method: "POST", body, headers }).catch(() => null);
  write(field, answer?.ok && !answer.redirected ? await answer.text() : plain);
});
