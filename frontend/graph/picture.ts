/* The state of the drawing, and where things stand on the screen. */
import { curve, distance, type Curve } from "./geometry";
import { arrange, type Place } from "./layout";
import { shown, type Feed, type Party, type Shown } from "./model";

export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

export type Hit = { party: number } | { arrow: number } | null;

export interface Picture {
  root: HTMLElement;
  canvas: HTMLCanvasElement;
  feed: Feed;
  /** radius of each party at its natural size */
  sizes: number[];
  /** how often the strongest arrow was used */
  strongest: number;
  width: number;
  height: number;
  camera: Camera;
  least: number;
  measure: string;
  what: Shown;
  places: Map<number, Place>;
  /** on the screen, as last painted */
  spots: Map<number, Place>;
  lines: Map<number, Curve>;
  /** the arrow or party under the pointer */
  under: Hit;
  /** the party whose neighbours alone are shown */
  focus: number | null;
  /** the party or arrow opened in the panel */
  opened: Hit;
  /** where the keyboard is */
  current: number | null;
}

const SMALL = 13;
const LARGE = 26;
const MARGIN = 46;

/** Radii at their natural size: the area of a circle follows what passes through it. */
export function sizesOf(feed: Feed): number[] {
  const most = Math.max(1, ...feed.parties.map(load));
  return feed.parties.map((party) => SMALL + (LARGE - SMALL) * Math.sqrt(load(party) / most));
}

export function load(party: Party): number {
  return party.g + party.r;
}

/** Circles shrink more slowly than distances, so that names stay readable when all is in sight. */
export function sizing(camera: Camera): number {
  return Math.max(0.3, Math.min(1.5, camera.zoom ** 0.7));
}

export function widest(feed: Feed): number {
  return feed.arrows.reduce((most, arrow) => (arrow.f === arrow.t ? most : Math.max(most, arrow.h)), 1);
}

/** Thickness by strength: the square root, so that a rare arrow can still be seen. */
export function thickness(strength: number, most: number): number {
  return 1.1 + 7.4 * Math.sqrt(strength / most);
}

export function onScreen(picture: Picture, place: Place): Place {
  const { camera, width, height } = picture;
  return { x: (place.x - camera.x) * camera.zoom + width / 2, y: (place.y - camera.y) * camera.zoom + height / 2 };
}

/** Chooses what is shown and gives it places. */
export function lay(picture: Picture): void {
  const { feed } = picture;
  picture.what = shown(feed, picture.least, picture.focus);
  picture.places = arrange(feed, picture.what, (party) => picture.sizes[party]!, picture.width / Math.max(1, picture.height));
}

/** The camera that has everything in sight. */
export function fitted(picture: Picture): Camera {
  const places = [...picture.places.values()];
  if (places.length === 0) return { x: 0, y: 0, zoom: 1 };
  const xs = places.map((place) => place.x);
  const ys = places.map((place) => place.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const zoom = Math.min((picture.width - 2 * MARGIN) / Math.max(1, right - left), (picture.height - 2 * MARGIN) / Math.max(1, bottom - top));
  return { x: (left + right) / 2, y: (top + bottom) / 2 + 5 / zoom, zoom: Math.max(0.05, Math.min(1.9, zoom)) };
}

/** Works out the screen from places and camera. */
export function project(picture: Picture): void {
  const { feed, what } = picture;
  const size = sizing(picture.camera);
  picture.spots = new Map();
  for (const party of what.parties) {
    const place = picture.places.get(party);
    if (place) picture.spots.set(party, onScreen(picture, place));
  }
  picture.lines = new Map();
  for (const number of what.arrows) {
    const arrow = feed.arrows[number]!;
    const a = picture.spots.get(arrow.f);
    const b = picture.spots.get(arrow.t);
    if (!a || !b) continue;
    const head = headLength(thickness(arrow.h, picture.strongest) * Math.min(1, size));
    const line = curve(a, b, picture.sizes[arrow.f]! * size, picture.sizes[arrow.t]! * size, head);
    if (line) picture.lines.set(number, line);
  }
}

export function headLength(thick: number): number {
  return 5 + thick * 1.5;
}

const NEAR = 7;

/** What lies under a point of the screen: a party before an arrow, the nearest before another. */
export function hit(picture: Picture, point: Place): Hit {
  const size = sizing(picture.camera);
  let best: Hit = null;
  let least = Infinity;
  for (const [party, spot] of picture.spots) {
    const far = Math.hypot(spot.x - point.x, spot.y - point.y);
    if (far <= Math.max(12, picture.sizes[party]! * size) && far < least) [best, least] = [{ party }, far];
  }
  if (best) return best;
  least = NEAR;
  for (const [arrow, line] of picture.lines) {
    const far = distance(line, point);
    if (far < least) [best, least] = [{ arrow }, far];
  }
  return best;
}
