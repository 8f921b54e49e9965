/* Light, dark, or as the system says. Kept in a cookie, so that the server writes the right page at once. */

export function startTheme(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-theme-choice]") : null;
    if (button) choose(button.dataset["themeChoice"] ?? "");
  });
}

function choose(theme: string): void {
  const known = theme === "dark" || theme === "light";
  if (known) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
  const life = known ? 31_536_000 : 0;
  document.cookie = `theme=${known ? theme : ""};path=/;max-age=${life};samesite=lax`;
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === theme));
  }
}
