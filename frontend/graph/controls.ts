/* The controls above the picture. Each is a plain form field that works without script, too. */
import { announce } from "../shell/announce";
import { count, say, shown, type Feed } from "./model";
import type { Picture } from "./picture";

const STOPS = 60;
/* A crowd is arranged when the slider rests, a few at once. */
const MANY = 300;
const PAUSE = 140;

/** Thresholds worth stopping at: different counts of the arrows, thinned, from all arrows to the strongest alone. */
export function stops(feed: Feed): number[] {
  const counts = [...new Set(feed.arrows.filter((arrow) => arrow.f !== arrow.t).map((arrow) => arrow.h))].sort((a, b) => a - b);
  if (counts.length <= STOPS) return counts;
  const thin = Array.from({ length: STOPS }, (_, step) => counts[Math.round(((counts.length - 1) * step) / (STOPS - 1))]!);
  return [...new Set(thin)];
}

export function startControls(picture: Picture, changed: (keep: boolean) => void): void {
  const form = picture.root.querySelector<HTMLFormElement>("form[data-graph-form]");
  const field = form?.querySelector<HTMLInputElement>("input[name=least]");
  const slider = picture.root.querySelector<HTMLInputElement>("input[data-graph-slider]");
  if (!form || !field) return;
  const places = stops(picture.feed);
  let soon: number | undefined;
  const say = (): void => sayLeast(picture);
  if (slider && places.length > 1) {
    slider.max = String(places.length - 1);
    slider.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
    field.closest<HTMLElement>("[data-graph-plain]")?.setAttribute("hidden", "");
    slider.value = String(Math.max(0, places.findIndex((place) => place >= picture.least)));
    slider.addEventListener("input", () => {
      picture.least = places[Number(slider.value)] ?? 1;
      field.value = String(picture.least);
      say();
      window.clearTimeout(soon);
      soon = window.setTimeout(() => changed(false), shown(picture.feed, picture.least, null).arrows.length > MANY ? PAUSE : 0);
    });
    slider.addEventListener("change", () => {
      announce(textOf(picture));
      remember(form);
    });
  }
  say();
  for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=measure]")) {
    radio.addEventListener("change", () => {
      picture.measure = radio.value;
      for (const legend of picture.root.querySelectorAll<HTMLElement>("[data-legend]")) legend.hidden = legend.dataset["legend"] !== radio.value;
      remember(form);
      changed(true);
    });
  }
}

/** The address says what is shown, so that it can be sent to a colleague. */
function remember(form: HTMLFormElement): void {
  const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  history.replaceState(null, "", `${location.pathname}?${query.toString()}`);
}

export function sayLeast(picture: Picture): void {
  const output = picture.root.querySelector("output[data-graph-least]");
  if (output) output.textContent = textOf(picture);
}

function textOf(picture: Picture): string {
  const now = shown(picture.feed, picture.least, null).arrows.length;
  return say("least", { least: count(picture.least), now: count(now), all: count(picture.feed.all) });
}
