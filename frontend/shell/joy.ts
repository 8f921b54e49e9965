/* A ring that closes while somebody looks moves once, for 150 ms. A ring that was already closed stays still. */

export function startJoy(): void {
  let open = new Set<string>();
  document.body.addEventListener("htmx:beforeSwap", () => {
    open = new Set([...document.querySelectorAll<SVGElement>(".ring[data-ring]:not(.ring-full)")].map((ring) => ring.dataset["ring"] ?? ""));
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const ring of document.querySelectorAll<SVGElement>(".ring-full[data-ring]")) {
      if (open.has(ring.dataset["ring"] ?? "")) ring.classList.add("ring-joy");
    }
    open.clear();
  });
}
