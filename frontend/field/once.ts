/* <form data-once>: a second tap while the first is on its way is not sent. The server would not mind; the
   person would wonder. Buttons stay enabled until the browser has read which one was pressed. */

export function startOnce(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-once]")) return;
    if (form.hasAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.setAttribute("aria-busy", "true");
    const words = form.querySelector<HTMLElement>("[data-busy]");
    if (words) words.hidden = false;
  });
  /* Back from the next page: the form may be sent again. */
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-once][aria-busy]")) form.removeAttribute("aria-busy");
  });
}
