/* Paints parties and arrows. Arrows of the same look are one path: strokes are paid by look, not by arrow. */
import { along } from "./geometry";
import type { Place } from "./layout";
import { DASHES, HOLLOW, type Colours } from "./colours";
import { count } from "./model";
import { headLength, load, sizing, thickness, type Picture } from "./picture";

const LABELLED = 70;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Draws these arrows and parties where `project` has put them. `all`: nothing is pointed at. */
export function paint(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, some: Some, all: boolean): void {
  const taken: Box[] = [];
  arrows(picture, context, colours, some.arrows);
  parties(picture, context, colours, some.parties, taken);
  names(picture, context, colours, some.parties, taken, all);
  if (!all || some.arrows.size <= LABELLED) figures(picture, context, colours, some.arrows, taken);
}

export interface Some {
  parties: Set<number>;
  arrows: Set<number>;
}

/** What is pointed at or walked to, with its neighbours; null when nothing is. */
export function nearby(picture: Picture): Some | null {
  const centre = picture.under ?? (picture.current === null ? picture.opened : { party: picture.current });
  if (!centre) return null;
  const near: Some = { parties: new Set(), arrows: new Set() };
  if ("arrow" in centre) {
    const arrow = picture.feed.arrows[centre.arrow];
    if (!arrow || !picture.lines.has(centre.arrow)) return null;
    near.arrows.add(centre.arrow);
    near.parties.add(arrow.f).add(arrow.t);
    return near;
  }
  if (!picture.spots.has(centre.party)) return null;
  near.parties.add(centre.party);
  for (const number of picture.lines.keys()) {
    const arrow = picture.feed.arrows[number]!;
    if (arrow.f !== centre.party && arrow.t !== centre.party) continue;
    near.arrows.add(number);
    near.parties.add(arrow.f).add(arrow.t);
  }
  return near;
}

interface Stroke {
  tone: string;
  thick: number;
  lines: Path2D;
  heads: Path2D;
}

function arrows(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, some: Set<number>): void {
  const strokes = grouped(picture, some);
  context.globalAlpha = 0.82;
  for (const key of [...strokes.keys()].sort()) {
    const stroke = strokes.get(key)!;
    const colour = colours[stroke.tone as keyof Colours] ?? colours.idle;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = stroke.thick;
    context.setLineDash((DASHES[stroke.tone] ?? []).map((part) => part * Math.max(3, stroke.thick)));
    context.stroke(stroke.lines);
    context.setLineDash([]);
    if (HOLLOW.has(stroke.tone)) {
      context.fillStyle = colours.paper;
      context.lineWidth = Math.min(1.6, stroke.thick);
      context.fill(stroke.heads);
      context.stroke(stroke.heads);
    } else {
      context.fill(stroke.heads);
    }
  }
  context.globalAlpha = 1;
}

function grouped(picture: Picture, some: Set<number>): Map<string, Stroke> {
  const size = Math.min(1, sizing(picture.camera));
  const strokes = new Map<string, Stroke>();
  for (const number of some) {
    const line = picture.lines.get(number);
    if (!line) continue;
    const arrow = picture.feed.arrows[number]!;
    const tone = picture.feed.shades[picture.measure]?.[arrow.c[picture.measure] ?? 0]?.[0] ?? "idle";
    const thick = Math.round(thickness(arrow.h, picture.strongest) * size * 2) / 2;
    const key = `${String(thick).padStart(5)} ${tone}`;
    let stroke = strokes.get(key);
    if (!stroke) strokes.set(key, (stroke = { tone, thick, lines: new Path2D(), heads: new Path2D() }));
    stroke.lines.moveTo(line.from.x, line.from.y);
    stroke.lines.quadraticCurveTo(line.bend.x, line.bend.y, line.to.x, line.to.y);
    head(stroke.heads, line.tip, line.angle, headLength(thick));
  }
  return strokes;
}

function head(path: Path2D, tip: Place, angle: number, length: number): void {
  const wide = length * 0.52;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (back: number, side: number): [number, number] => [tip.x - cos * back - sin * side, tip.y - sin * back + cos * side];
  path.moveTo(tip.x, tip.y);
  path.lineTo(...at(length, wide));
  path.lineTo(...at(length * 0.86, 0));
  path.lineTo(...at(length, -wide));
  path.closePath();
}

function parties(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, some: Set<number>, taken: Box[]): void {
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const party of some) {
    const spot = picture.spots.get(party);
    if (!spot) continue;
    const r = picture.sizes[party]! * sizing(picture.camera);
    body(picture, context, colours, party, spot, r);
    if (party === picture.current && document.activeElement === picture.canvas) ring(context, spot, r + 4, colours.focus);
    taken.push({ left: spot.x - r, right: spot.x + r, top: spot.y - r, bottom: spot.y + r });
  }
}

/** People and roles are round, machines are square with a broken edge, those outside are grey. */
function body(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, party: number, spot: Place, r: number): void {
  const who = picture.feed.parties[party]!;
  const chosen = picture.opened !== null && "party" in picture.opened && picture.opened.party === party;
  const system = who.k === "system";
  const [wash, edge, ink] = system
    ? [colours["aside-wash"], colours.aside, colours["aside-ink"]]
    : who.k === "outside"
      ? [colours.wash, colours.edge, colours["ink-2"]]
      : [colours["brand-wash"], colours.brand, colours.letters];
  context.beginPath();
  if (system) context.roundRect(spot.x - r * 0.9, spot.y - r * 0.9, r * 1.8, r * 1.8, r * 0.3);
  else context.arc(spot.x, spot.y, r, 0, Math.PI * 2);
  context.fillStyle = wash;
  context.fill();
  context.lineWidth = chosen ? 3 : 1.5;
  context.strokeStyle = edge;
  if (system) context.setLineDash([3, 2]);
  context.stroke();
  context.setLineDash([]);
  if (r <= 7.5) return;
  context.fillStyle = ink;
  const letters = who.b.length > 3 ? 0.56 : 0.72;
  context.font = `680 ${Math.max(7, r * letters).toFixed(1)}px ${fontFamily()}`;
  context.fillText(who.b, spot.x, spot.y + 0.5);
}

function ring(context: CanvasRenderingContext2D, spot: Place, r: number, colour: string): void {
  context.beginPath();
  context.arc(spot.x, spot.y, r, 0, Math.PI * 2);
  context.lineWidth = 2.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** Names below the circles, the busiest first; a name without room is left out until one comes nearer. */
function names(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, some: Set<number>, taken: Box[], all: boolean): void {
  const size = sizing(picture.camera);
  context.font = `600 12px ${fontFamily()}`;
  context.textBaseline = "top";
  const order = [...some].sort((a, b) => load(picture.feed.parties[b]!) - load(picture.feed.parties[a]!));
  for (const party of order) {
    const spot = picture.spots.get(party);
    if (!spot || outside(picture, spot)) continue;
    const r = picture.sizes[party]! * size;
    const text = clipped(picture.feed.parties[party]!.n);
    const half = context.measureText(text).width / 2 + 2;
    const box = { left: spot.x - half, right: spot.x + half, top: spot.y + r + 2, bottom: spot.y + r + 17 };
    if (crowded(box, taken) && (all || some.size > LABELLED)) continue;
    taken.push(box);
    haloed(context, text, spot.x, box.top + 1, colours.ink, colours.paper);
  }
}

/** How often, beside the arrows. */
function figures(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, some: Set<number>, taken: Box[]): void {
  context.font = `600 11px ${fontFamily()}`;
  context.textBaseline = "middle";
  for (const number of [...some].slice(0, LABELLED)) {
    const line = picture.lines.get(number);
    if (!line) continue;
    const at = along(line, 0.5);
    const text = count(picture.feed.arrows[number]!.h);
    const half = context.measureText(text).width / 2 + 2;
    const box = { left: at.x - half, right: at.x + half, top: at.y - 7, bottom: at.y + 7 };
    if (crowded(box, taken)) continue;
    taken.push(box);
    haloed(context, text, at.x, at.y, colours["ink-2"], colours.paper);
  }
}

function outside(picture: Picture, spot: Place): boolean {
  return spot.x < -20 || spot.y < -20 || spot.x > picture.width + 20 || spot.y > picture.height + 20;
}

function haloed(context: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string, halo: string): void {
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

function crowded(box: Box, taken: Box[]): boolean {
  return taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
}

function clipped(name: string): string {
  return name.length > 26 ? `${name.slice(0, 24)}…` : name;
}

let family = "";

function fontFamily(): string {
  family ||= getComputedStyle(document.body).fontFamily;
  return family;
}
