/* What the server sends: parties, arrows between them, and the words of the picture. */

/** One party. i: its key in addresses, b: initials, k: "person", "system" and the like, e: cases, g: given to others, r: received, s: to itself. */
export interface Party {
  i: string;
  n: string;
  b: string;
  k: string;
  e: number;
  g: number;
  r: number;
  s: number;
}

/** One arrow from party f to party t. h: how often, w: words of the wait, x: words of what came back, c: class of each colouring. */
export interface Arrow {
  f: number;
  t: number;
  h: number;
  w: string;
  x: string;
  c: Record<string, number>;
}

/** One class of a colouring: tone (a token of the look), words for the legend. */
export type Shade = [tone: string, words: string];

export interface Feed {
  parties: Party[];
  arrows: Arrow[];
  /** how many arrows there are, drawn or not */
  all: number;
  least: number;
  /** the party whose neighbours alone are shown */
  focus: number | null;
  measure: string;
  shades: Record<string, Shade[]>;
}

export function read<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;
}

let words: Record<string, string> | null = null;

/** A sentence of the page, translated by the server, with its gaps filled. */
export function say(name: string, gaps: Record<string, string | number> = {}): string {
  words ??= read<Record<string, string>>("graph-words");
  return (words?.[name] ?? "").replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}

/** A count with the separators of the page's language. */
export function count(number: number): string {
  return number.toLocaleString(document.documentElement.lang || "en");
}

/** What is shown now: arrows that are strong enough, and the parties they touch. */
export interface Shown {
  arrows: number[];
  parties: number[];
}

/** With a party in focus its own arrows count, however weak; arrows to itself are counted, never drawn. */
export function shown(feed: Feed, least: number, focus: number | null): Shown {
  const arrows: number[] = [];
  const touched = new Set<number>();
  feed.arrows.forEach((arrow, index) => {
    if (arrow.f === arrow.t) return;
    if (focus === null ? arrow.h < least : arrow.f !== focus && arrow.t !== focus) return;
    arrows.push(index);
    touched.add(arrow.f).add(arrow.t);
  });
  if (focus !== null) touched.add(focus);
  return { arrows, parties: [...touched].sort((one, other) => one - other) };
}
