/* When htmx gets no good answer, the page says so instead of staying silent. A refusal that the server wrote for
   people (422 with a page part, 409 with the other's change) is swapped in like any answer. */
import { announce, phrase } from "./announce";

interface Answer {
  xhr: XMLHttpRequest;
  shouldSwap: boolean;
  isError: boolean;
}

export function startErrors(): void {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const detail = (event as CustomEvent<Answer>).detail;
    if (detail.xhr.status === 422 || detail.xhr.status === 409) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });
  document.body.addEventListener("htmx:responseError", () => tell(phrase("failed")));
  document.body.addEventListener("htmx:sendError", () => tell(phrase("not-sent")));
  document.addEventListener("click", (event) => {
    const close = event.target instanceof Element ? event.target.closest("[data-close]") : null;
    const box = close?.closest("[data-note], dialog");
    if (box instanceof HTMLDialogElement) box.close();
    else box?.remove();
  });
}

function tell(sentence: string): void {
  const form = document.getElementById("note-error");
  const place = document.getElementById("notes");
  if (!(form instanceof HTMLTemplateElement) || !place) return;
  const note = form.content.cloneNode(true) as DocumentFragment;
  const words = note.querySelector("[data-words]");
  if (words) words.textContent = sentence;
  place.replaceChildren(note);
  announce(sentence);
}
