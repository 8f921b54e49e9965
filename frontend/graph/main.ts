/* Who serves whom, drawn. The table below the picture says the same; both read the same filter. */
import { announce } from "../shell/announce";
import { colours } from "./colours";
import { startControls } from "./controls";
import { startDrop } from "./drop";
import { startKeys } from "./keys";
import type { Place } from "./layout";
import { count, read, say, type Feed } from "./model";
import { rearrange, travel } from "./moving";
import { emptySheet, frame, REST } from "./frame";
import { fitted, sizesOf, type Hit, type Picture } from "./picture";
import { startPointer, zoomAt, type Hands } from "./pointer";

function start(root: HTMLElement): void {
  const canvas = root.querySelector("canvas");
  const feed = read<Feed | null>("graph-feed");
  if (!canvas || !feed) return;
  root.querySelector<HTMLElement>("[data-graph-stage]")?.removeAttribute("hidden");
  const picture: Picture = {
    root, canvas, feed,
    sizes: sizesOf(feed),
    strongest: feed.arrows.reduce((most, arrow) => (arrow.f === arrow.t ? most : Math.max(most, arrow.h)), 1),
    width: 0, height: 0,
    camera: { x: 0, y: 0, zoom: 1 },
    least: feed.least, measure: feed.measure,
    what: { arrows: [], parties: [] },
    places: new Map(), spots: new Map(), lines: new Map(),
    under: null, focus: feed.focus, opened: null, current: null,
  };
  let inks = colours(root);
  const sheet = emptySheet();
  let asked = 0;
  let resting: number | undefined;
  const repaint = (): void => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => {
      window.clearTimeout(resting);
      if (frame(picture, sheet, inks, false)) resting = window.setTimeout(() => frame(picture, sheet, inks, true), REST);
    });
  };
  const redraw = (): void => {
    sheet.stale = true;
    repaint();
  };
  const hands: Hands = {
    paint: repaint,
    point: (what, at) => {
      if (same(what, picture.under)) return;
      picture.under = what;
      hint(picture, what, at);
      repaint();
    },
    open: (what, byKey) => open(picture, what, byKey, repaint),
    leave: () => {
      picture.opened = null;
      repaint();
    },
  };
  size(picture);
  rearrange(picture, redraw);
  startPointer(picture, hands);
  startKeys(picture, hands);
  startControls(picture, (keep) => (keep ? redraw() : rearrange(picture, redraw)));
  startButtons(picture, repaint);
  followPanel(picture, repaint);
  const light = (): void => {
    inks = colours(root);
    redraw();
  };
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", light);
  new MutationObserver(light).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  void document.fonts.ready.then(redraw);
  new ResizeObserver(() => {
    if (canvas.clientWidth === picture.width && canvas.clientHeight === picture.height) return;
    size(picture);
    picture.camera = fitted(picture);
    redraw();
  }).observe(canvas);
}

function size(picture: Picture): void {
  const ratio = window.devicePixelRatio || 1;
  picture.width = picture.canvas.clientWidth;
  picture.height = picture.canvas.clientHeight;
  picture.canvas.width = Math.round(picture.width * ratio);
  picture.canvas.height = Math.round(picture.height * ratio);
}

function same(one: Hit, other: Hit): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A short word beside the pointer; the panel says the rest. */
function hint(picture: Picture, what: Hit, at: Place | null): void {
  const box = picture.root.querySelector<HTMLElement>("[data-graph-hint]");
  if (!box) return;
  box.hidden = what === null || at === null;
  if (!what || !at) return;
  box.textContent = told(picture, what);
  const left = Math.min(at.x + 14, picture.width - box.offsetWidth - 6);
  box.style.translate = `${Math.max(6, left)}px ${Math.max(6, at.y - box.offsetHeight - 12)}px`;
}

function told(picture: Picture, what: Exclude<Hit, null>): string {
  const { parties, arrows } = picture.feed;
  if ("party" in what) {
    const who = parties[what.party]!;
    return say(who.k === "system" ? "system_is" : "party_is", { name: who.n, given: count(who.g), received: count(who.r) });
  }
  const arrow = arrows[what.arrow]!;
  return say("arrow_is", { from: parties[arrow.f]!.n, to: parties[arrow.t]!.n, often: count(arrow.h), wait: arrow.w, back: arrow.x });
}

function open(picture: Picture, what: Exclude<Hit, null>, byKey: boolean, repaint: () => void): void {
  const { feed, root } = picture;
  picture.opened = what;
  repaint();
  const query = new URLSearchParams(root.dataset["panelQuery"] ?? "");
  if ("party" in what) query.set("party", feed.parties[what.party]!.i);
  else {
    query.set("from", feed.parties[feed.arrows[what.arrow]!.f]!.i);
    query.set("to", feed.parties[feed.arrows[what.arrow]!.t]!.i);
  }
  const address = `${root.dataset["panelUrl"] ?? ""}?${query.toString()}`;
  void window.htmx.ajax("get", address, { target: "#panel", swap: "outerHTML" }).then(() => {
    const panel = document.getElementById("panel");
    if (byKey) panel?.focus();
    else announce(say("opened"));
    if (panel && panel.getBoundingClientRect().top > window.innerHeight * 0.85) panel.scrollIntoView({ block: "start" });
  });
}

/** What is opened by a link of the table or of the panel shows in the picture, too. */
function followPanel(picture: Picture, repaint: () => void): void {
  const { parties, arrows } = picture.feed;
  document.body.addEventListener("htmx:afterSettle", () => {
    const { party, from, to } = document.getElementById("panel")?.dataset ?? {};
    const whom = parties.findIndex((one) => one.i === party);
    const which = arrows.findIndex((arrow) => parties[arrow.f]?.i === from && parties[arrow.t]?.i === to);
    picture.opened = party && whom >= 0 ? { party: whom } : from && which >= 0 ? { arrow: which } : null;
    repaint();
  });
}

function startButtons(picture: Picture, repaint: () => void): void {
  const middle = (): Place => ({ x: picture.width / 2, y: picture.height / 2 });
  const deeds: Record<string, () => void> = {
    nearer: () => zoomAt(picture, middle(), 1.3),
    farther: () => zoomAt(picture, middle(), 1 / 1.3),
    all: () => travel(picture, fitted(picture), repaint),
  };
  for (const button of picture.root.querySelectorAll<HTMLElement>("[data-graph-do]")) {
    button.addEventListener("click", () => {
      deeds[button.dataset["graphDo"] ?? ""]?.();
      repaint();
    });
  }
}

for (const root of document.querySelectorAll<HTMLElement>("[data-graph]")) start(root);
startDrop();
