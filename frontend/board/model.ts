/* The feed of a day as the server sends it: short keys, times in minutes since the day began. */

export interface Person {
  i: number;
  n: string;
  t: string;
  b: string;
  s: [number, number][];
  a: [number, number][];
  c: boolean;
  d: string;
  dt: string;
  p: string;
  pm: number | null;
}

export interface Visit {
  i: number;
  v: number;
  t: string;
  w: string;
  s: number;
  e: number;
  st: string;
  z?: string;
  l: number;
  h?: number[];
  x?: 1;
  g: string;
  o: string;
  p?: [number, number];
  pw?: string;
  f?: [number, number | null];
  r?: [number, string];
}

export interface Feed {
  day: string;
  now: number | null;
  open: number;
  close: number;
  hours: [number, string][];
  people: Person[];
  visits: Visit[];
}

export interface Words extends Record<string, string | Record<string, [string, string, string]>> {
  states: Record<string, [string, string, string]>;
}

const MOVABLE = new Set(["planned", "assigned", "dispatched", "seen"]);

export function movable(visit: Visit): boolean {
  return MOVABLE.has(visit.st) && !visit.x;
}

export function read<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;
}

let words: Words | null = null;

/** A sentence of the page, translated by the server, with its gaps filled. */
export function say(name: string, gaps: Record<string, string | number> = {}): string {
  words ??= read<Words>("board-words");
  const sentence = words[name];
  if (typeof sentence !== "string") return "";
  return sentence.replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}

/** Tone, icon and word of a state. */
export function look(state: string): [string, string, string] {
  words ??= read<Words>("board-words");
  return words.states[state] ?? ["idle", "point", state];
}

/** 570 is 9:30 of a day whose hours the server named; between them minutes are counted on. */
export function clockOf(minute: number, feed: Feed): string {
  const before = feed.hours.filter(([at]) => at <= minute).at(-1) ?? feed.hours[0];
  if (!before) return "";
  const [hour] = before[1].split(":");
  const total = Number(hour) * 60 + (minute - before[0]);
  const within = ((total % 1440) + 1440) % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}
