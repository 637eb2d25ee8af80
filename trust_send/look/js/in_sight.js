// A bar that stays in place may not lie over what Tab leads to. A browser that finds a field within
// the window does not move by itself, whatever the scroll padding keeps free for the bars.
const BARS = ".save-bar, .bulk, .identity--stays, .reg thead";

document.addEventListener("keyup", ({ key }) => {
  const focused = document.activeElement;
  if (key !== "Tab" || focused === document.body || focused.closest(BARS)) return;
  focused.scrollIntoView({ block: "nearest" });
});
