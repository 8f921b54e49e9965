/* The desk by keyboard: j and k walk the rows of a list, and the items of a close-out. Enter opens what has the focus. */

const STOPS = ".rows-link a.cover, .item summary";
const TYPED_IN = "input, textarea, select";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key !== "j" && event.key !== "k") return;
  if (event.target instanceof HTMLElement && event.target.matches(TYPED_IN)) return;
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.offsetParent !== null);
  if (stops.length === 0) return;
  const here = stops.findIndex((stop) => stop === document.activeElement);
  const next = event.key === "j" ? Math.min(here + 1, stops.length - 1) : Math.max(here - 1, 0);
  event.preventDefault();
  stops[next]?.focus();
});
