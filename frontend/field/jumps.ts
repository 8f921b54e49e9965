/* The list of what is missing leads to the field itself, not only near it; after a refusal it has the focus. */

const CONTROLS = "input:not([type=hidden]), select, textarea, button";

export function startJumps(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-jump]") : null;
    const target = link ? document.getElementById(link.hash.slice(1)) : null;
    if (!target) return;
    event.preventDefault();
    const control = target.matches(CONTROLS) ? (target as HTMLElement) : target.querySelector<HTMLElement>(CONTROLS);
    (control ?? target).focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  });
}
