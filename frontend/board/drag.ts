/* Moving with the mouse or pen. The clone hangs on the body: a card inside a row that is not painted would vanish. */
import { element, type Sheet } from "./draw";
import { clockOf, movable, say } from "./model";
import { closeToast, toast, type Load, type Place } from "./moving";

const SNAP = 5;
const THRESHOLD = 5;

export type Drop = (load: Load, place: Place) => void;

interface Carried {
  load: Load;
  clone: HTMLElement;
  slot: HTMLElement;
  grab: number;
  place: Place | null;
}

export function startDrag(sheet: Sheet, drop: Drop): void {
  let start: { x: number; y: number; load: Load; grab: number } | null = null;
  let carried: Carried | null = null;

  document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || !(event.target instanceof Element)) return;
    const source = event.target.closest<HTMLElement>("a[data-visit], li[data-drag]");
    const load = source && loadOf(sheet, source);
    if (!source || !load) return;
    closeToast();
    start = { x: event.clientX, y: event.clientY, load, grab: source.matches("a[data-visit]") ? event.clientX - source.getBoundingClientRect().left : 12 };
  });
  document.addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!carried) {
      if (Math.hypot(event.clientX - start.x, event.clientY - start.y) < THRESHOLD) return;
      const refused = refusedToLift(sheet, start.load);
      if (refused) {
        toast(sheet, start.load, say("refused"), refused);
        start = null;
        return;
      }
      carried = lift(sheet, start.load, start.grab);
    }
    event.preventDefault();
    follow(sheet, carried, event);
  });
  const end = (dropped: boolean): void => {
    const load = carried;
    start = null;
    carried = null;
    if (!load) return;
    load.clone.remove();
    load.slot.remove();
    load.load.source.classList.remove("lifted");
    document.body.classList.remove("dragging");
    swallowClick();
    if (dropped && load.place) drop(load.load, load.place);
  };
  document.addEventListener("pointerup", () => end(true));
  document.addEventListener("pointercancel", () => end(false));
  window.addEventListener("blur", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && carried) end(false);
  });
  document.addEventListener("dragstart", (event) => {
    if (event.target instanceof Element && event.target.closest("a[data-visit], li[data-drag]")) event.preventDefault();
  });
}

export function loadOf(sheet: Sheet, source: HTMLElement): Load | null {
  const { visit, request, title, minutes, version } = source.dataset;
  if (source.matches("a[data-visit]")) {
    const known = sheet.feed.visits.find((one) => one.i === Number(visit));
    return known ? { kind: "visit", id: known.i, version: known.v, title: known.t, minutes: known.e - known.s, source } : null;
  }
  if (visit) return { kind: "visit", id: Number(visit), version: Number(version), title: title ?? "", minutes: Number(minutes), source };
  return request ? { kind: "request", id: Number(request), version: 0, title: title ?? "", minutes: Number(minutes), source } : null;
}

export function refusedToLift(sheet: Sheet, load: Load): string {
  const known = load.kind === "visit" ? sheet.feed.visits.find((one) => one.i === load.id) : undefined;
  return known && !movable(known) ? say("notHere") : "";
}

function lift(sheet: Sheet, load: Load, grab: number): Carried {
  const clone = load.source.cloneNode(true) as HTMLElement;
  clone.className = `${load.source.className} drag-clone`;
  clone.removeAttribute("id");
  clone.style.width = `${load.source.matches("a[data-visit]") ? Math.max(60, load.minutes * sheet.scale) : 190}px`;
  clone.style.left = "0";
  clone.style.top = "0";
  document.body.append(clone);
  document.body.classList.add("dragging");
  load.source.classList.add("lifted");
  return { load, clone, slot: element("div", "drop-slot"), grab, place: null };
}

function follow(sheet: Sheet, carried: Carried, event: PointerEvent): void {
  carried.clone.style.transform = `translate(${event.clientX - carried.grab}px, ${event.clientY - 24}px)`;
  const below = document.elementsFromPoint(event.clientX, event.clientY);
  const track = below.map((one) => one.closest<HTMLElement>(".board-track")).find(Boolean);
  if (!track) {
    carried.place = null;
    carried.slot.remove();
    return;
  }
  const x = event.clientX - carried.grab - track.getBoundingClientRect().left;
  const minute = Math.round((sheet.feed.open + x / sheet.scale) / SNAP) * SNAP;
  const start = Math.max(0, Math.min(minute, 1440 - carried.load.minutes));
  carried.place = { person: Number(track.dataset["person"]), name: track.dataset["name"] ?? "", start };
  showSlot(sheet, carried.slot, track, start, carried.load.minutes);
}

/** Where it would land, with the time said. */
export function showSlot(sheet: Sheet, slot: HTMLElement, track: HTMLElement, start: number, minutes: number): void {
  slot.style.left = `${(start - sheet.feed.open) * sheet.scale}px`;
  slot.style.width = `${minutes * sheet.scale}px`;
  slot.textContent = `${clockOf(start, sheet.feed)}–${clockOf(start + minutes, sheet.feed)}`;
  if (slot.parentElement !== track) track.append(slot);
}

function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  /* A drop elsewhere than on the card makes no click: the next real one must not be lost. */
  window.setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
}
