/* One frame: a sheet with everything, kept, and over it what is pointed at. A large picture is moved as the sheet it is
   and drawn again when it rests, so that dragging costs the same however many arrows there are. */
import type { Colours } from "./colours";
import { nearby, paint } from "./paint";
import { project, type Camera, type Picture } from "./picture";

const HEAVY = 300;
const FADED = 0.2;
export const REST = 120;

export interface Sheet {
  canvas: HTMLCanvasElement;
  camera: Camera;
  stale: boolean;
  /** how often everything was drawn */
  drawn: number;
}

export function emptySheet(): Sheet {
  return { canvas: document.createElement("canvas"), camera: { x: 0, y: 0, zoom: 1 }, stale: true, drawn: 0 };
}

/** True when the frame is a moved sheet and wants to be drawn again at rest. */
export function frame(picture: Picture, sheet: Sheet, colours: Colours, resting: boolean): boolean {
  const context = picture.canvas.getContext("2d");
  if (!context) return false;
  project(picture);
  const moved = !same(sheet.camera, picture.camera);
  const borrowed = moved && !sheet.stale && !resting && picture.lines.size > HEAVY;
  if (sheet.stale || (moved && !borrowed)) fill(picture, sheet, colours);
  const ratio = window.devicePixelRatio || 1;
  const near = nearby(picture);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, picture.canvas.width, picture.canvas.height);
  context.globalAlpha = near ? FADED : 1;
  place(picture, sheet, context);
  context.globalAlpha = 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (near) paint(picture, context, colours, near, false);
  picture.root.dataset["drawnArrows"] = String(picture.lines.size);
  picture.root.dataset["drawnParties"] = String(picture.spots.size);
  return borrowed;
}

function fill(picture: Picture, sheet: Sheet, colours: Colours): void {
  const ratio = window.devicePixelRatio || 1;
  sheet.canvas.width = picture.canvas.width;
  sheet.canvas.height = picture.canvas.height;
  const context = sheet.canvas.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint(picture, context, colours, { parties: new Set(picture.spots.keys()), arrows: new Set(picture.lines.keys()) }, true);
  sheet.camera = { ...picture.camera };
  sheet.stale = false;
  sheet.drawn++;
  picture.root.dataset["sheets"] = String(sheet.drawn);
}

/** Where the sheet lies for the camera of now. */
function place(picture: Picture, sheet: Sheet, context: CanvasRenderingContext2D): void {
  if (sheet.canvas.width === 0 || sheet.canvas.height === 0) return;
  const ratio = window.devicePixelRatio || 1;
  const { camera, width, height } = picture;
  const by = camera.zoom / sheet.camera.zoom;
  const left = ((sheet.camera.x - camera.x) * camera.zoom + (width / 2) * (1 - by)) * ratio;
  const top = ((sheet.camera.y - camera.y) * camera.zoom + (height / 2) * (1 - by)) * ratio;
  context.drawImage(sheet.canvas, left, top, sheet.canvas.width * by, sheet.canvas.height * by);
}

function same(one: Camera, other: Camera): boolean {
  return one.x === other.x && one.y === other.y && one.zoom === other.zoom;
}
