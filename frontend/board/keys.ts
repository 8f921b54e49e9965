/* The whole board by keyboard: arrows walk from card to card; M lifts, arrows move, Enter drops, Escape puts back. */
import { announce } from "../shell/announce";
import { element, type Sheet } from "./draw";
import { loadOf, refusedToLift, showSlot, type Drop } from "./drag";
import { clockOf, say } from "./model";
import { closeToast, toast, type Load, type Place } from "./moving";

const STEP = 15;
const FINE = 5;

interface Lifted {
  load: Load;
  place: Place;
  slot: HTMLElement;
}

export function startKeys(sheet: Sheet, drop: Drop): void {
  let lifted: Lifted | null = null;

  const putBack = (): void => {
    lifted?.slot.remove();
    lifted?.load.source.classList.remove("lifted");
    lifted = null;
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
      if (lifted) {
        if (!carry(sheet, lifted, event)) return;
        event.preventDefault();
        event.stopPropagation();
        const { load, place } = lifted;
        if (event.key === "Escape") {
          putBack();
          announce(say("backAgain"));
        } else if (event.key === "Enter") {
          putBack();
          drop(load, place);
        }
        return;
      }
      const source = event.target.closest<HTMLElement>("a[data-visit], li[data-drag]");
      if (source && sheet.mayMove && event.key.toLowerCase() === "m") {
        event.preventDefault();
        event.stopPropagation();
        lifted = liftByKey(sheet, source);
      } else if (event.target.matches("a[data-visit]")) {
        walk(sheet, event);
      } else if (event.key === "Escape" && event.target.closest("#panel") && !event.target.matches("input, textarea, select")) {
        sheet.cards.get(sheet.selected)?.focus();
      }
    },
    { capture: true },
  );
}

function liftByKey(sheet: Sheet, source: HTMLElement): Lifted | null {
  const load = loadOf(sheet, source);
  if (!load) return null;
  closeToast();
  const refused = refusedToLift(sheet, load);
  if (refused) {
    toast(sheet, load, say("refused"), refused);
    return null;
  }
  const known = load.kind === "visit" ? sheet.feed.visits.find((one) => one.i === load.id) : undefined;
  const tracks = allTracks(sheet);
  const track = tracks.find((one) => one.dataset["person"] === String(known?.l)) ?? tracks[0];
  if (!track) return null;
  const soon = Math.ceil((sheet.feed.now ?? sheet.feed.open + 60) / STEP) * STEP;
  const place = { person: Number(track.dataset["person"]), name: track.dataset["name"] ?? "", start: known?.s ?? soon };
  const slot = element("div", "drop-slot");
  source.classList.add("lifted");
  showSlot(sheet, slot, track, place.start, load.minutes);
  track.closest(".board-row")?.scrollIntoView({ block: "nearest" });
  announce(say("lifted", { title: load.title }));
  return { load, place, slot };
}

/** True when the key means something while a card is in the air. */
function carry(sheet: Sheet, lifted: Lifted, event: KeyboardEvent): boolean {
  const { place, load } = lifted;
  const step = event.shiftKey ? FINE : STEP;
  const tracks = allTracks(sheet);
  let at = tracks.findIndex((track) => track.dataset["person"] === String(place.person));
  switch (event.key) {
    case "ArrowLeft":
      place.start = Math.max(0, place.start - step);
      break;
    case "ArrowRight":
      place.start = Math.min(1440 - load.minutes, place.start + step);
      break;
    case "ArrowUp":
      at = Math.max(0, at - 1);
      break;
    case "ArrowDown":
      at = Math.min(tracks.length - 1, at + 1);
      break;
    case "Enter":
    case "Escape":
      return true;
    default:
      return event.key === "Tab";
  }
  const track = tracks[at];
  if (!track) return true;
  place.person = Number(track.dataset["person"]);
  place.name = track.dataset["name"] ?? "";
  showSlot(sheet, lifted.slot, track, place.start, load.minutes);
  lifted.slot.scrollIntoView({ block: "nearest", inline: "nearest" });
  announce(say("over", { who: place.name, from: clockOf(place.start, sheet.feed), until: clockOf(place.start + load.minutes, sheet.feed) }));
  return true;
}

function allTracks(sheet: Sheet): HTMLElement[] {
  return [...sheet.root.querySelectorAll<HTMLElement>(".board-track")];
}

function walk(sheet: Sheet, event: KeyboardEvent): void {
  const from = event.target as HTMLElement;
  const rows = allTracks(sheet).map((track) => [...track.querySelectorAll<HTMLElement>("a[data-visit]")].sort((a, b) => a.offsetLeft - b.offsetLeft));
  const row = rows.findIndex((cards) => cards.includes(from));
  const own = rows[row] ?? [];
  const at = own.indexOf(from);
  let next: HTMLElement | undefined;
  if (event.key === "ArrowRight") next = own[at + 1];
  else if (event.key === "ArrowLeft") next = own[at - 1];
  else if (event.key === "Home") next = own[0];
  else if (event.key === "End") next = own.at(-1);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") next = nearest(rows, row, event.key === "ArrowDown" ? 1 : -1, from.offsetLeft);
  else return;
  event.preventDefault();
  if (!next) return;
  from.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function nearest(rows: HTMLElement[][], row: number, way: number, left: number): HTMLElement | undefined {
  for (let at = row + way; at >= 0 && at < rows.length; at += way) {
    const cards = rows[at];
    if (cards && cards.length > 0) {
      return cards.reduce((best, card) => (Math.abs(card.offsetLeft - left) < Math.abs(best.offsetLeft - left) ? card : best));
    }
  }
  return undefined;
}
