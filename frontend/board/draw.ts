/* Draws the day: people by time. Cards are kept by number, so that what did not change stays where it is. */
import { clockOf, look, movable, say, type Feed, type Person, type Visit } from "./model";
import { part, ring } from "./ring";

export interface Sheet {
  root: HTMLElement;
  feed: Feed;
  /** pixels of a minute */
  scale: number;
  icons: string;
  boardUrl: string;
  cards: Map<number, HTMLAnchorElement>;
  selected: number;
  mayMove: boolean;
}

const RAIL = 160;
const LEAST = 0.88;
/* Narrower than this the ring moves into the corner and leaves the words their room. */
const NARROW = 104;
/* Narrower still the state is its icon alone; its word is in the name of the card. */
const TINY = 84;
/* Half an hour and less: ring and colour alone. */
const DOT = 46;
const SEVEN = 420;

/* What a card was drawn from. Not on the card itself: attributes of that length cost the browser dearly. */
const signatures = new WeakMap<HTMLElement, string>();

export function element(tag: string, css: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (css) made.className = css;
  if (text) made.textContent = text;
  return made;
}

export function icon(name: string, icons: string): SVGElement {
  const svg = part("svg", { class: "icon", "aria-hidden": "true" });
  svg.append(part("use", { href: `${icons}#${name}` }));
  return svg;
}

export function scaleOf(root: HTMLElement, feed: Feed): number {
  return Math.max(LEAST, (root.clientWidth - RAIL - 2) / (feed.close - feed.open));
}

/** `most`: rows drawn now. The others are drawn when the browser has shown these. */
export function draw(sheet: Sheet, most = Infinity): void {
  const { root, feed, scale } = sheet;
  const scroll = root.querySelector(".board-scroll") ?? element("div", "board-scroll");
  const across = (feed.close - feed.open) * scale;
  const grid = element("div", "board-grid");
  grid.style.setProperty("--across", `${across}px`);
  grid.style.setProperty("--hour", `${60 * scale}px`);
  grid.append(head(sheet));
  const work = new Map<number, Visit[]>();
  for (const visit of feed.visits) {
    for (const who of [visit.l, ...(visit.h ?? [])]) {
      if (!who) continue;
      const own = work.get(who);
      if (own) own.push(visit);
      else work.set(who, [visit]);
    }
  }
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["visit"] : undefined;
  const before = sheet.cards;
  sheet.cards = new Map();
  for (const person of feed.people.slice(0, most)) grid.append(row(sheet, person, work.get(person.i) ?? [], before));
  if (feed.people.length === 0) grid.append(element("p", "board-empty", say("empty")));
  const line = element("div", "now-line");
  line.append(element("span", "now-flag"));
  grid.append(line);
  scroll.replaceChildren(grid);
  if (!scroll.isConnected) root.replaceChildren(scroll);
  placeNow(sheet, feed.now);
  markSelected(sheet, sheet.selected);
  if (focused) sheet.cards.get(Number(focused))?.focus({ preventScroll: true });
}

function head(sheet: Sheet): HTMLElement {
  const bar = element("div", "board-head");
  bar.append(element("div", "board-corner"));
  const hours = element("div", "board-hours");
  for (const [minute, name] of sheet.feed.hours) {
    if (minute >= sheet.feed.close) continue;
    const label = element("span", "", name);
    label.style.left = `${(minute - sheet.feed.open) * sheet.scale}px`;
    hours.append(label);
  }
  bar.append(hours);
  return bar;
}

function row(sheet: Sheet, person: Person, visits: Visit[], before: Map<number, HTMLAnchorElement>): HTMLElement {
  const line = element("div", "board-row");
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", `${person.n}, ${person.t}`);
  const track = element("div", "board-track");
  track.dataset["person"] = String(person.i);
  track.dataset["name"] = person.n;
  for (const [from, to] of person.s) track.append(stretch(sheet, from, to, "on-shift"));
  for (const [from, to] of person.a) {
    const away = stretch(sheet, from, to, "away");
    away.append(element("span", "", say("away")));
    track.append(away);
  }
  for (const visit of visits) {
    if (visit.p) {
      const kept = visit.s >= visit.p[0] && visit.s <= visit.p[1];
      const window = stretch(sheet, visit.p[0], visit.p[1], kept ? "promise" : "promise promise-missed");
      window.dataset["promiseOf"] = String(visit.i);
      track.append(window);
    }
    if (visit.f) track.append(stretch(sheet, visit.f[0], visit.f[1] ?? sheet.feed.now ?? visit.e, "fact"));
    track.append(visit.l === person.i ? card(sheet, visit, person.n, before) : helping(sheet, visit));
  }
  line.append(rail(sheet, person), track);
  return line;
}

function rail(sheet: Sheet, person: Person): HTMLElement {
  const box = element("div", "board-person");
  const badge = element("span", "who who-sm", person.b);
  badge.setAttribute("aria-hidden", "true");
  const text = element("div", "board-person-text");
  text.append(element("div", "board-name clip", person.n), element("div", "quiet clip", person.c ? `${person.t} · ${say("onCall")}` : person.t));
  const doing = person.d || where(sheet, person);
  if (doing) {
    const tone = person.d ? person.dt : "accepted";
    const line = element("div", `clip doing ${tone}-text`, doing);
    line.title = [person.d, where(sheet, person)].filter(Boolean).join(" · ");
    text.append(line);
  }
  box.append(badge, text);
  return box;
}

function where(sheet: Sheet, person: Person): string {
  if (!person.p || person.pm === null) return "";
  const age = Math.max(0, (sheet.feed.now ?? person.pm) - person.pm);
  const said = age < 1 ? say("now") : age < 90 ? say("ago", { n: age }) : say("agoHours", { n: Math.round(age / 60) });
  return `${person.p}, ${said}`;
}

function stretch(sheet: Sheet, from: number, to: number, css: string): HTMLElement {
  const box = element("div", css);
  const start = Math.max(from, sheet.feed.open);
  const end = Math.min(Math.max(to, start), sheet.feed.close);
  box.style.left = `${(start - sheet.feed.open) * sheet.scale}px`;
  box.style.width = `${Math.max(0, end - start) * sheet.scale}px`;
  return box;
}

function helping(sheet: Sheet, visit: Visit): HTMLElement {
  const box = stretch(sheet, visit.s, visit.e, "visit visit-helper");
  box.append(icon("users", sheet.icons), element("span", "clip", `${visit.t} · ${visit.w}`));
  return box;
}

function card(sheet: Sheet, visit: Visit, name: string, before: Map<number, HTMLAnchorElement>): HTMLElement {
  const signature = JSON.stringify([visit, sheet.scale, sheet.feed.open]);
  const known = before.get(visit.i);
  if (known && signatures.get(known) === signature) {
    sheet.cards.set(visit.i, known);
    return known;
  }
  const made = fresh(sheet, visit, name);
  signatures.set(made, signature);
  sheet.cards.set(visit.i, made);
  return made;
}

function fresh(sheet: Sheet, visit: Visit, name: string): HTMLAnchorElement {
  const shown = stateOf(visit);
  const link = document.createElement("a");
  link.className = `visit edge edge-${shown.tone}`;
  link.style.cssText = stretch(sheet, visit.s, visit.e, "").style.cssText;
  const wide = (visit.e - visit.s) * sheet.scale;
  link.classList.toggle("visit-narrow", wide < NARROW && wide >= DOT);
  link.classList.toggle("visit-dot", wide < DOT);
  link.href = `${sheet.boardUrl}&visit=${visit.i}`;
  link.draggable = false;
  link.tabIndex = -1;
  link.dataset["visit"] = String(visit.i);
  link.title = [`${visit.t} · ${visit.w}`, shown.says, visit.pw ? say("promised", { what: visit.pw }) : ""].filter(Boolean).join("\n");
  const text = element("span", wide < DOT ? "visit-text only-spoken" : "visit-text");
  const third = element("span", `visit-state ${shown.tone}-text`);
  third.append(icon(shown.icon, sheet.icons), element("span", wide < TINY ? "only-spoken" : "clip", shown.word));
  if (wide < TINY && visit.r) third.append(tiny(visit.r[0]));
  text.append(element("span", "visit-title clip", visit.t), " ", element("span", "visit-place clip", visit.w), " ", third);
  /* The name of the link is what stands on the card, then what only the ear needs: so it can be asked for by voice. */
  link.append(ring(visit.g, visit.o), text, element("span", "only-spoken", `, ${label(sheet, visit, name, shown.says)}`));
  if (visit.x) link.append(icon("pin", sheet.icons));
  if (movable(visit)) link.dataset["movable"] = "";
  return link;
}

/** What the card says about itself: red first, then what came back, then its state or its result. */
function stateOf(visit: Visit): { tone: string; icon: string; word: string; says: string } {
  const [tone, sign, word] = look(visit.z ?? visit.st);
  if (visit.r) return { tone: "late", icon: "alert-triangle", word: length(visit.r[0]), says: `${word}, ${visit.r[1]}` };
  if (visit.g.includes("r")) return { tone: "returned", icon: "arrow-back-up", word: say("returned"), says: word };
  return { tone, icon: sign, word, says: "" };
}

/** Minutes without their unit; the ear has heard them with it. */
function tiny(minutes: number): HTMLElement {
  const box = element("span", "", String(minutes).replace("-", "\u2212"));
  box.setAttribute("aria-hidden", "true");
  return box;
}

/** 135 is "2 h 15"; what is over has a minus sign. */
function length(minutes: number): string {
  const much = Math.abs(minutes);
  const said = much < 60 ? say("minutes", { n: much }) : say("hours", { h: Math.floor(much / 60), m: String(much % 60).padStart(2, "0") });
  return minutes < 0 ? `\u2212${said}` : said;
}

function label(sheet: Sheet, visit: Visit, who: string, says: string): string {
  const told = visit.pw ? say("promised", { what: visit.pw }) : "";
  const time = say("over", { who, from: clockOf(visit.s, sheet.feed), until: clockOf(visit.e, sheet.feed) });
  return [says, time, told].filter(Boolean).join(", ");
}

/** The day opens at seven, the night before it two hours before now; what was earlier lies to the left. */
export function showMorning(sheet: Sheet): void {
  const scroll = sheet.root.querySelector(".board-scroll");
  const now = sheet.feed.now ?? SEVEN;
  const from = now < SEVEN ? now - 120 : SEVEN;
  if (scroll) scroll.scrollLeft = (Math.max(sheet.feed.open, from) - sheet.feed.open) * sheet.scale;
}

export function placeNow(sheet: Sheet, minute: number | null): void {
  const line = sheet.root.querySelector<HTMLElement>(".now-line");
  if (!line) return;
  line.hidden = minute === null || minute < sheet.feed.open || minute > sheet.feed.close;
  if (minute === null) return;
  line.style.left = `${RAIL + (minute - sheet.feed.open) * sheet.scale}px`;
  const flag = line.firstElementChild;
  if (flag) flag.textContent = clockOf(Math.floor(minute), sheet.feed);
}

/** What is not seen at once waits until the browser has painted what is. */
export function afterPaint(work: () => void): void {
  /* The second frame begins when the first one is on its way to the screen. */
  requestAnimationFrame(() => requestAnimationFrame(() => window.setTimeout(work, 0)));
}

export function markSelected(sheet: Sheet, visit: number): void {
  sheet.selected = visit;
  for (const [number, link] of sheet.cards) {
    link.toggleAttribute("aria-current", number === visit);
    if (number === visit) link.setAttribute("aria-current", "true");
  }
  for (const window of sheet.root.querySelectorAll<HTMLElement>("[data-promise-of]")) {
    window.classList.toggle("promise-on", window.dataset["promiseOf"] === String(visit));
  }
  const entry = sheet.cards.get(visit) ?? sheet.cards.values().next().value;
  for (const link of sheet.cards.values()) link.tabIndex = link === entry ? 0 : -1;
}
