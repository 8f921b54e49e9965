/* One key for each deed: "/" goes to the search box, "?" shows the keys of this page, data-key="r" is pressed by r. */

const TYPED_IN = "input, textarea, select, [contenteditable='true']";

export function startKeyboard(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if (target instanceof HTMLElement && target.matches(TYPED_IN)) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const menu = openMenu();
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    if (event.key === "/") focusSearch(event);
    else if (event.key === "?") showKeys();
    else press(event);
  });
  document.addEventListener("click", (event) => {
    const menu = openMenu();
    if (menu && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  document.getElementById("keys-open")?.addEventListener("click", showKeys);
}

function openMenu(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>(".user-menu[open]");
}

function focusSearch(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLInputElement>("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function press(event: KeyboardEvent): void {
  const found = [...document.querySelectorAll<HTMLElement>("[data-key]")].find(
    (element) => element.dataset["key"] === event.key && element.offsetParent !== null,
  );
  if (!found) return;
  event.preventDefault();
  if (found.matches(TYPED_IN)) found.focus();
  else found.click();
}

function showKeys(): void {
  const sheet = document.getElementById("keys");
  if (!(sheet instanceof HTMLDialogElement)) return;
  const list = sheet.querySelector("[data-keys-of-page]");
  if (list) list.replaceChildren(...keysOfPage());
  if (sheet.open) sheet.close();
  else sheet.showModal();
}

function keysOfPage(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-key]")].flatMap((element) => {
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = element.dataset["key"] ?? "";
    term.append(key);
    const meaning = document.createElement("dd");
    meaning.textContent = element.dataset["keySays"] ?? element.ariaLabel ?? element.innerText.replace(/\s+/g, " ").trim();
    return [term, meaning];
  });
}
