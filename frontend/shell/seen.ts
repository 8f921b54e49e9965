/* "Seen": what stood on the screen for three seconds, or was read aloud to its end, is reported once.
   <article data-seen-url="/..."> posts there with the CSRF token; without script the next working act says it. */
import { csrfToken } from "./csrf";

const LONG_ENOUGH = 3_000;

export function startSeen(): void {
  const timers = new WeakMap<Element, number>();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        window.clearTimeout(timers.get(entry.target));
        if (entry.isIntersecting && !document.hidden) {
          timers.set(entry.target, window.setTimeout(() => report(entry.target, watcher), LONG_ENOUGH));
        }
      }
    },
    { threshold: 0.25 },
  );
  const watch = (): void => {
    for (const element of document.querySelectorAll("[data-seen-url]")) {
      watcher.unobserve(element);
      watcher.observe(element);
    }
  };
  document.addEventListener("visibilitychange", watch);
  document.body.addEventListener("htmx:afterSettle", watch);
  document.addEventListener("fullcircle:read-aloud", (event) => {
    const element = event.target instanceof Element ? event.target.closest("[data-seen-url]") : null;
    if (element) void report(element, watcher);
  });
  watch();
}

async function report(element: Element, watcher: IntersectionObserver): Promise<void> {
  const address = element.getAttribute("data-seen-url");
  if (!address || document.hidden) return;
  element.removeAttribute("data-seen-url");
  watcher.unobserve(element);
  try {
    const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": csrfToken() }, keepalive: true });
    if (answer.status >= 500) throw new Error(String(answer.status));
  } catch {
    /* No signal: the mark stays and is tried again when the browser is online. */
    element.setAttribute("data-seen-url", address);
    window.addEventListener("online", () => watcher.observe(element), { once: true });
  }
}
