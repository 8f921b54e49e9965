/* Another line of parts without asking the server for it. Enter in a field must not sign for somebody. */
import type htmx from "htmx.org";

export function startParts(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key === "Enter" && field instanceof HTMLInputElement && field.closest("form.close-out")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-more-parts]") : null;
    const rows = document.querySelector<HTMLElement>("[data-part-rows]");
    const last = rows?.querySelector<HTMLElement>("[data-part-row]:last-child");
    if (!button || !rows || !last) return;
    event.preventDefault();
    const number = rows.querySelectorAll("[data-part-row]").length + 1;
    const row = last.cloneNode(true) as HTMLElement;
    row.classList.remove("has-error");
    for (const words of row.querySelectorAll(".form-help, .form-error")) words.remove();
    for (const input of row.querySelectorAll("input")) {
      const label = row.querySelector<HTMLLabelElement>(`label[for="${input.id}"]`);
      input.id = `${input.id.split("-")[0]}-${number}`;
      if (label) label.htmlFor = input.id;
      input.value = input.name === "part_count" ? "1" : "";
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    rows.append(row);
    window.htmx?.process(row);
    row.querySelector("input")?.focus();
  });
}

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
