/* The board: drawn from the feed in the page, fetched again whenever something happens on it. */
import { startDrag } from "./drag";
import { afterPaint, draw, markSelected, placeNow, scaleOf, showMorning, type Sheet } from "./draw";
import { startKeys } from "./keys";
import { read, type Feed } from "./model";
import { move, type Load, type Place } from "./moving";

/* Rows of a large screen. */
const SEEN_AT_ONCE = 16;

function start(root: HTMLElement): void {
  const feed = read<Feed>("board-feed");
  const sheet: Sheet = {
    root,
    feed,
    scale: scaleOf(root, feed),
    icons: root.dataset["icons"] ?? "",
    boardUrl: root.dataset["boardUrl"] ?? "",
    cards: new Map(),
    mayMove: false,
    selected: Number(root.dataset["selected"] || 0),
  };
  let taken = Date.now();
  draw(sheet, SEEN_AT_ONCE);
  showMorning(sheet);
  afterPaint(() => {
    draw(sheet);
    sheet.cards.get(sheet.selected)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  let asked = 0;
  const refresh = async (): Promise<void> => {
    const mine = ++asked;
    const response = await fetch(root.dataset["feedUrl"] ?? "", { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok || mine !== asked) return;
    sheet.feed = (await response.json()) as Feed;
    taken = Date.now();
    sheet.scale = scaleOf(root, sheet.feed);
    draw(sheet);
  };
  let soon: number | undefined;
  const refreshSoon = (): void => {
    window.clearTimeout(soon);
    soon = window.setTimeout(() => void refresh(), 60);
  };
  document.body.addEventListener("fullcircle:news", (event) => {
    if ((event as CustomEvent<{ topic: string }>).detail.topic === "board") refreshSoon();
  });
  /* The stream was away and is back: the trays are asked again by "live", the board with them. */
  document.body.addEventListener("live", refreshSoon);

  const open = (visit: number, byKey: boolean): void => {
    markSelected(sheet, visit);
    const address = `${sheet.boardUrl}&visit=${visit}`;
    history.replaceState(null, "", address);
    void window.htmx.ajax("get", address, { target: "#panel", swap: "outerHTML" }).then(() => {
      if (byKey) document.querySelector<HTMLElement>("#panel")?.focus();
    });
  };
  root.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLElement>("a[data-visit]");
    if (!link) return;
    event.preventDefault();
    open(Number(link.dataset["visit"]), event.detail === 0);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const panel = document.getElementById("panel");
    if (!panel || (event as CustomEvent<{ elt?: Element }>).detail.elt !== panel) return;
    markSelected(sheet, Number(panel.dataset["selectedVisit"] || 0));
    /* On a small screen the panel is below: whoever chose something is taken to it. */
    if (panel.getBoundingClientRect().top > window.innerHeight * 0.8) panel.scrollIntoView({ block: "start" });
  });

  const drop = (load: Load, place: Place): void => {
    void move(sheet, load, place).then(async (visit) => {
      await refresh();
      if (visit === null) return;
      open(visit, false);
      sheet.cards.get(visit)?.focus({ preventScroll: true });
    });
  };
  /* Who may only look (a supervisor) walks from card to card and lifts nothing. */
  sheet.mayMove = root.hasAttribute("data-may-move");
  if (sheet.mayMove) startDrag(sheet, drop);
  startKeys(sheet, drop);

  window.setInterval(() => {
    if (sheet.feed.now !== null) placeNow(sheet, sheet.feed.now + (Date.now() - taken) / 60_000);
  }, 15_000);
  /* Time alone makes things late: the board and the trays are asked again each minute. */
  window.setInterval(() => {
    const trays = document.getElementById("trays");
    if (trays && !document.hidden) window.htmx.trigger(trays, "live");
  }, 60_000);
  let width = root.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(root.clientWidth - width) < 8) return;
    width = root.clientWidth;
    sheet.scale = scaleOf(root, sheet.feed);
    draw(sheet);
  }).observe(root);
}

const root = document.querySelector<HTMLElement>("[data-board]");
if (root) start(root);
