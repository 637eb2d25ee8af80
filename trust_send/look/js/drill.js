// A drill on a phone. A tap counts at once on the screen and waits in this tab until the server has
// it, with the moment at which it was made: no tap is lost with the connection or the session. Each
// has a key of its own, so one that is sent twice counts once. They are sent in their order.
import { PREFIX } from "./drafts.js";
import { say } from "./requests.js";

const TRY_AGAIN = 3000;
const LOOK_AGAIN = 8000; // other phones tap too
const PATIENCE = 8000;
const WORDS = { out: "Out", away: "Not in school", help: "Needs help", undo: "Not out yet" };

let board = document.querySelector("[data-drill]");
if (board) start();

function start() {
  const address = board.dataset.drill;
  const key = PREFIX + "drill:" + address;
  const told = document.querySelector("[data-drill-state]");
  let sending = false;
  let timer;

  const waiting = () => JSON.parse(sessionStorage.getItem(key) ?? "null")?.taps ?? [];
  const tell = (words) => { told.textContent = words; };

  function keep(taps) {
    if (taps.length) sessionStorage.setItem(key, JSON.stringify({ sent: false, taps }));
    else sessionStorage.removeItem(key);
  }

  board.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value: did } = event.submitter;
    keep([...waiting(), { url: event.target.action, did, key: newKey(), at: Date.now() }]);
    const card = event.target.closest("[data-card]");
    showWaiting();
    say(`${card.dataset.name}: ${WORDS[did]}`);
    focusOn(card);
    send();
  });

  // What waits is on the screen already, and says that it waits.
  function showWaiting() {
    for (const { url, did } of waiting()) {
      const form = [...board.querySelectorAll("form")].find((one) => one.action === url);
      const card = form?.closest("[data-card]");
      if (!card) continue;
      card.dataset.did = did === "undo" ? "" : did;
      card.querySelector("[data-card-state]").textContent = `${WORDS[did]} · being sent`;
    }
  }

  async function send() {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    try {
      for (let [tap] = waiting(); tap; [tap] = waiting()) {
        const answer = await post(tap);
        if (isSignedOut(answer)) return signedOut(answer);
        if (answer.status >= 500) throw new Error(answer.status);
        const page = await answer.text();
        keep(waiting().slice(1));
        if (answer.ok) show(page);
      }
      tell("");
      await look();
    } catch {
      const { length } = waiting();
      if (length) tell(`No connection. ${length === 1 ? "1 tap is" : `${length} taps are`} kept in this tab and sent as soon as the connection is back. Keep this page open.`);
      else tell("No connection. What you tap is kept in this tab.");
    } finally {
      sending = false;
      timer = setTimeout(send, waiting().length ? TRY_AGAIN : LOOK_AGAIN);
    }
  }

  function post({ url, did, key: name, at }) {
    const ago = Math.max(0, (Date.now() - at) / 1000);
    return fetch(url, {
      method: "POST",
      body: new URLSearchParams({ did, key: name, ago }),
      headers: { "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  // What others have tapped. Where nothing is new the server says so, and nobody is looked at.
  async function look() {
    if (document.hidden) return;
    const seen = new URLSearchParams({ seen: board.dataset.seen });
    const answer = await fetch(`${address}?${seen}`, { signal: AbortSignal.timeout(PATIENCE) });
    if (isSignedOut(answer)) return signedOut(answer);
    if (answer.status === 200) show(await answer.text());
  }

  function show(page) {
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-drill]");
    if (!fresh) {
      if (!waiting().length) window.location.assign(address); // ended meanwhile
      return;
    }
    const card = document.activeElement.closest("[data-card]");
    board.dataset.seen = fresh.dataset.seen;
    board.replaceChildren(...fresh.childNodes);
    showWaiting();
    if (card) focusOn(board.querySelector(`[data-card="${card.dataset.card}"]`));
  }

  function isSignedOut(answer) {
    return answer.status === 403 || (answer.redirected && new URL(answer.url).pathname !== address);
  }

  function signedOut(answer) {
    tell("You have been signed out. What you tapped is kept in this tab. ");
    const link = document.createElement("a");
    const where = new URL(answer.redirected ? answer.url : window.location.href);
    if (answer.redirected) where.searchParams.set("next", address);
    link.href = where;
    link.textContent = "Sign in again";
    told.append(link);
  }

  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  showWaiting();
  send();
  runClock();
}

// The first button that is in sight: the one that was tapped is gone.
function focusOn(card) {
  [...(card?.querySelectorAll("button") ?? [])].find((one) => one.offsetParent)?.focus({ preventScroll: true });
}

function newKey() {
  return [...crypto.getRandomValues(new Uint32Array(4))].join("-").slice(0, 40);
}

function runClock() {
  const clock = document.querySelector("[data-clock]");
  const began = performance.now() - Number(clock.dataset.clock) * 1000;
  setInterval(() => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 1000);
}
