/* Paints one frame. Arrows of the same look are one path: a frame costs strokes by look, not by arrow. */
import { along } from "./geometry";
import type { Place } from "./layout";
import { DASHES, type Colours } from "./colours";
import { count } from "./model";
import { headLength, load, project, sizing, thickness, type Picture } from "./picture";

const FAINT = 0.13;
const LABELLED = 70;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function paint(picture: Picture, colours: Colours): void {
  const context = picture.canvas.getContext("2d");
  if (!context) return;
  project(picture);
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, picture.width, picture.height);
  const near = nearby(picture);
  const taken: Box[] = [];
  arrows(picture, context, colours, near);
  parties(picture, context, colours, near, taken);
  names(picture, context, colours, near, taken);
  figures(picture, context, colours, near, taken);
  picture.root.dataset["drawnArrows"] = String(picture.lines.size);
  picture.root.dataset["drawnParties"] = String(picture.spots.size);
}

/** What is pointed at or walked to, with its neighbours; null when nothing is. */
export interface Near {
  parties: Set<number>;
  arrows: Set<number>;
}

function nearby(picture: Picture): Near | null {
  const centre = picture.under ?? (picture.current === null ? picture.opened : { party: picture.current });
  if (!centre) return null;
  const near: Near = { parties: new Set(), arrows: new Set() };
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
  faint: boolean;
  lines: Path2D;
  heads: Path2D;
}

function arrows(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, near: Near | null): void {
  const size = Math.min(1, sizing(picture.camera));
  const strokes = new Map<string, Stroke>();
  for (const [number, line] of picture.lines) {
    const arrow = picture.feed.arrows[number]!;
    const tone = picture.feed.shades[picture.measure]?.[arrow.c[picture.measure] ?? 0]?.[0] ?? "idle";
    const thick = Math.round(thickness(arrow.h, picture.strongest) * size * 2) / 2;
    const faint = near !== null && !near.arrows.has(number);
    const key = `${faint ? 0 : 1} ${tone} ${String(thick).padStart(5)}`;
    let stroke = strokes.get(key);
    if (!stroke) strokes.set(key, (stroke = { tone, thick, faint, lines: new Path2D(), heads: new Path2D() }));
    stroke.lines.moveTo(line.from.x, line.from.y);
    stroke.lines.quadraticCurveTo(line.bend.x, line.bend.y, line.to.x, line.to.y);
    head(stroke.heads, line.tip, line.angle, headLength(thick));
  }
  for (const key of [...strokes.keys()].sort()) {
    const stroke = strokes.get(key)!;
    const colour = colours[stroke.tone as keyof Colours] ?? colours.idle;
    context.globalAlpha = stroke.faint ? FAINT : 0.82;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = stroke.thick;
    context.setLineDash((DASHES[stroke.tone] ?? []).map((part) => part * Math.max(3, stroke.thick)));
    context.stroke(stroke.lines);
    context.fill(stroke.heads);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
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

function parties(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, near: Near | null, taken: Box[]): void {
  const size = sizing(picture.camera);
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [party, spot] of picture.spots) {
    const who = picture.feed.parties[party]!;
    const r = picture.sizes[party]! * size;
    const system = who.k === "system";
    const chosen = picture.opened !== null && "party" in picture.opened && picture.opened.party === party;
    context.globalAlpha = near && !near.parties.has(party) ? 0.3 : 1;
    context.beginPath();
    if (system) context.roundRect(spot.x - r * 0.9, spot.y - r * 0.9, r * 1.8, r * 1.8, r * 0.3);
    else context.arc(spot.x, spot.y, r, 0, Math.PI * 2);
    context.fillStyle = colours.paper;
    context.fill();
    context.fillStyle = system ? colours["aside-wash"] : colours["brand-wash"];
    context.fill();
    context.lineWidth = chosen ? 3 : 1.5;
    context.strokeStyle = chosen ? colours.brand : system ? colours.aside : colours.brand;
    if (system) context.setLineDash([3, 2]);
    context.stroke();
    context.setLineDash([]);
    if (party === picture.current && document.activeElement === picture.canvas) ring(context, spot, r + 4, colours.focus);
    if (r > 7.5) {
      context.fillStyle = system ? colours["aside-ink"] : colours.letters;
      context.font = `680 ${Math.max(8, r * 0.72).toFixed(1)}px ${fontFamily()}`;
      context.fillText(who.b, spot.x, spot.y + 0.5);
    }
    taken.push({ left: spot.x - r, right: spot.x + r, top: spot.y - r, bottom: spot.y + r });
  }
  context.globalAlpha = 1;
}

function ring(context: CanvasRenderingContext2D, spot: Place, r: number, colour: string): void {
  context.beginPath();
  context.arc(spot.x, spot.y, r, 0, Math.PI * 2);
  context.lineWidth = 2.5;
  context.strokeStyle = colour;
  context.stroke();
}

/** Names below the circles, the busiest first; a name without room is left out until one comes nearer. */
function names(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, near: Near | null, taken: Box[]): void {
  const size = sizing(picture.camera);
  context.font = `600 12px ${fontFamily()}`;
  context.textBaseline = "top";
  const order = [...picture.spots.keys()].sort((a, b) => load(picture.feed.parties[b]!) - load(picture.feed.parties[a]!));
  const first = near ? [...order.filter((party) => near.parties.has(party)), ...order.filter((party) => !near.parties.has(party))] : order;
  for (const party of first) {
    const spot = picture.spots.get(party)!;
    const who = picture.feed.parties[party]!;
    const r = picture.sizes[party]! * size;
    const text = clipped(who.n);
    const half = context.measureText(text).width / 2 + 2;
    const box = { left: spot.x - half, right: spot.x + half, top: spot.y + r + 2, bottom: spot.y + r + 17 };
    if (!near?.parties.has(party) && crowded(box, taken)) continue;
    taken.push(box);
    context.globalAlpha = near && !near.parties.has(party) ? 0.35 : 1;
    haloed(context, text, spot.x, box.top + 1, colours.ink, colours.paper);
  }
  context.globalAlpha = 1;
}

/** How often, beside the strongest arrows or those pointed at. */
function figures(picture: Picture, context: CanvasRenderingContext2D, colours: Colours, near: Near | null, taken: Box[]): void {
  const marked = near ? [...near.arrows] : picture.lines.size <= LABELLED ? [...picture.lines.keys()] : [];
  context.font = `600 11px ${fontFamily()}`;
  context.textBaseline = "middle";
  for (const number of marked.slice(0, LABELLED)) {
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
  return name.length > 22 ? `${name.slice(0, 20)}…` : name;
}

let family = "";

function fontFamily(): string {
  family ||= getComputedStyle(document.body).fontFamily;
  return family;
}
