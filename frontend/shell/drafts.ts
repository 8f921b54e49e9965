/* Half-typed forms. <form data-draft="request-new"> keeps what was typed in this tab, offers it back when the page
   is opened again, and asks before the page is left. Passwords, codes and files are never kept. */

const NEVER_KEPT = "[type=password], [type=hidden], [type=file], [data-secret]";
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const SENT = "draft-sent";

export function startDrafts(): void {
  forgetWhatArrived();
  attachAll();
  document.body.addEventListener("htmx:afterSettle", attachAll);
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-draft][data-half-typed]")) event.preventDefault();
  });
}

/* A form sent by the browser itself is answered by a page: a refusal (4xx, with what is wrong) or what follows when it
   arrived. When the network failed, no page runs this, and the draft is still there. */
function forgetWhatArrived(): void {
  const sent = sessionStorage.getItem(SENT);
  if (!sent) return;
  sessionStorage.removeItem(SENT);
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if ((navigation?.responseStatus ?? 0) < 400) sessionStorage.removeItem(sent);
}

function keyOf(form: HTMLFormElement): string {
  return `draft:${form.dataset["draft"] ?? ""}`;
}

function attachAll(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-draft]:not([data-draft-ready])").forEach(attach);
}

function attach(form: HTMLFormElement): void {
  const key = keyOf(form);
  const untouched = JSON.stringify(values(form));
  form.dataset["draftReady"] = "";
  offer(form, key, untouched);
  form.addEventListener("input", () => {
    const now = JSON.stringify(values(form));
    form.toggleAttribute("data-half-typed", now !== untouched);
    if (now === untouched) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, now);
  });
  const settled = (): void => {
    form.removeAttribute("data-half-typed");
    sessionStorage.removeItem(key);
  };
  form.addEventListener("submit", () => {
    form.removeAttribute("data-half-typed");
    sessionStorage.setItem(SENT, key);
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful?: boolean }>).detail.successful) settled();
  });
  form.addEventListener("reset", settled);
}

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) &&
      element.name !== "" &&
      !element.matches(NEVER_KEPT),
  );
}

function values(form: HTMLFormElement): [string, string, boolean][] {
  return controls(form).map((control) => [control.name, control.value, control instanceof HTMLInputElement && control.checked]);
}

function offer(form: HTMLFormElement, key: string, untouched: string): void {
  const kept = sessionStorage.getItem(key);
  const box = form.querySelector<HTMLElement>("[data-draft-offer]");
  if (!kept || kept === untouched || !box) return;
  box.hidden = false;
  box.querySelector("[data-draft-take]")?.addEventListener("click", () => {
    restore(form, JSON.parse(kept) as [string, string, boolean][]);
    box.hidden = true;
  });
  box.querySelector("[data-draft-drop]")?.addEventListener("click", () => {
    sessionStorage.removeItem(key);
    box.hidden = true;
  });
}

function restore(form: HTMLFormElement, kept: [string, string, boolean][]): void {
  const places = controls(form);
  kept.forEach(([name, value, checked], at) => {
    const control = places[at]?.name === name ? places[at] : places.find((one) => one.name === name);
    if (!control) return;
    if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
      if (control.value === value) control.checked = checked;
    } else control.value = value;
  });
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
