/* Dropping a file on the page, and how far it has come. Without script it is a plain file field. */
import { announce } from "../shell/announce";

interface Parts {
  form: HTMLFormElement;
  field: HTMLInputElement;
  zone: HTMLElement;
}

/** Looked up each time: a refused upload comes back with a fresh form. */
function parts(): Parts | null {
  const form = document.querySelector<HTMLFormElement>("form[data-drop]");
  const field = form?.querySelector<HTMLInputElement>("input[type=file]");
  const zone = form?.querySelector<HTMLElement>("[data-drop-zone]");
  return form && field && zone ? { form, field, zone } : null;
}

export function startDrop(): void {
  if (!parts()) return;
  let depth = 0;
  const over = (inside: boolean): void => {
    parts()?.zone.classList.toggle("drop-over", inside);
  };
  /* A file that misses the zone must not replace the page. */
  for (const kind of ["dragover", "drop"] as const) document.addEventListener(kind, (event) => event.preventDefault());
  document.addEventListener("dragenter", () => over(++depth > 0));
  document.addEventListener("dragleave", () => over(--depth > 0));
  document.addEventListener("drop", (event) => {
    depth = 0;
    over(false);
    const found = parts();
    const files = event.dataTransfer?.files;
    if (!found || !files || files.length === 0) return;
    found.field.files = files;
    take(found);
  });
  document.addEventListener("change", (event) => {
    const found = parts();
    if (found && event.target === found.field) take(found);
  });
  document.addEventListener("submit", (event) => {
    const found = parts();
    if (!found || event.target !== found.form || !found.field.files?.[0]) return;
    event.preventDefault();
    take(found);
  });
}

function take(found: Parts): void {
  const file = found.field.files?.[0];
  if (!file) return;
  const name = found.form.querySelector<HTMLElement>("[data-drop-name]");
  if (name) name.textContent = `${file.name} · ${readable(file.size)}`;
  if (!refusedForSize(found.form, file)) send(found.form);
}

function refusedForSize(form: HTMLFormElement, file: File): boolean {
  const most = Number(form.dataset["most"] ?? "0");
  const refused = most > 0 && file.size > most;
  const note = form.querySelector<HTMLElement>("[data-drop-large]");
  if (note) note.hidden = !refused;
  if (refused) announce(note?.textContent ?? "");
  return refused;
}

/** Sends with a bar that moves; the answer takes the place of the page, as it would without script. */
function send(form: HTMLFormElement): void {
  const bar = form.querySelector<HTMLProgressElement>("progress");
  const box = form.querySelector<HTMLElement>("[data-drop-progress]");
  const lost = form.querySelector<HTMLElement>("[data-drop-lost]");
  if (box) box.hidden = false;
  if (lost) lost.hidden = true;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (bar && event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.addEventListener("load", () => {
    if (request.responseURL && request.status < 300) {
      location.assign(request.responseURL);
      return;
    }
    const main = document.querySelector("main");
    const answer = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("main");
    if (main && answer) main.replaceWith(document.adoptNode(answer));
    document.querySelector<HTMLElement>("main")?.focus();
  });
  request.addEventListener("error", () => {
    if (box) box.hidden = true;
    if (lost) lost.hidden = false;
    announce(lost?.textContent ?? "");
  });
  request.send(new FormData(form));
}

function readable(bytes: number): string {
  const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
  const number = bytes / (bytes < 1e6 ? 1e3 : 1e6);
  return new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit, maximumFractionDigits: number < 10 ? 1 : 0 }).format(number);
}
