/* Asks the server to move something; tells what came of it, beside the card. */
import { announce } from "../shell/announce";
import { csrfToken } from "../shell/csrf";
import { element, type Sheet } from "./draw";
import { clockOf, say } from "./model";

/** What is being moved: a visit of the board or the tray, or a request that has none yet. */
export interface Load {
  kind: "visit" | "request";
  id: number;
  version: number;
  title: string;
  minutes: number;
  source: HTMLElement;
}

export interface Place {
  person: number;
  name: string;
  start: number;
}

interface Answer {
  says?: string;
  visit?: number;
}

export async function move(sheet: Sheet, load: Load, place: Place): Promise<number | null> {
  const address = load.kind === "visit" ? sheet.root.dataset["moveUrl"] : sheet.root.dataset["dropUrl"];
  const body = new URLSearchParams({
    day: sheet.feed.day,
    minute: String(place.start),
    person: String(place.person),
    version: String(load.version),
  });
  load.source.classList.add("moving");
  try {
    const response = await fetch((address ?? "").replace("/0/", `/${load.id}/`), {
      method: "POST",
      body,
      headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    });
    const answer = response.headers.get("Content-Type")?.includes("json") ? ((await response.json()) as Answer) : {};
    if (response.ok) {
      if (answer.says) toast(sheet, load, say("lookAgain"), answer.says);
      announce(say("dropped", { title: load.title, who: place.name, from: clockOf(place.start, sheet.feed) }));
      return answer.visit ?? null;
    }
    toast(sheet, load, response.status === 409 ? say("fasterHead") : say("refused"), answer.says ?? say("failed"));
  } catch {
    toast(sheet, load, say("refused"), say("failed"));
  } finally {
    load.source.classList.remove("moving");
  }
  return null;
}

/** Stands beside the card until it is closed or the next move begins. */
export function toast(sheet: Sheet, load: Load, title: string, words: string): void {
  closeToast();
  const box = element("div", "board-toast card card-care");
  box.setAttribute("role", "alert");
  const close = element("button", "btn btn-s", say("close")) as HTMLButtonElement;
  close.type = "button";
  close.addEventListener("click", () => {
    closeToast();
    load.source.focus();
  });
  box.append(element("strong", "", title), element("p", "", words), close);
  document.body.append(box);
  const card = load.kind === "visit" ? (sheet.cards.get(load.id) ?? load.source) : load.source;
  const place = card.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(window.innerWidth - box.offsetWidth - 8, place.left))}px`;
  const below = place.bottom + 8;
  box.style.top = `${below + box.offsetHeight < window.innerHeight ? below : Math.max(8, place.top - box.offsetHeight - 8)}px`;
}

export function closeToast(): void {
  document.querySelector(".board-toast")?.remove();
}
