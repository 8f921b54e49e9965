/* From the picture as it is to the picture as it shall be: a short glide, none for people who ask for no motion. */
import type { Place } from "./layout";
import { fitted, lay, type Camera, type Picture } from "./picture";

const LONG = 150;
/* A crowd does not glide: it would stutter. */
const MANY = 300;

export function still(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Arranges anew and glides there. `keep`: the camera stays where the reader put it. */
export function rearrange(picture: Picture, paint: () => void, keep = false): void {
  const before = new Map(picture.places);
  lay(picture);
  const after = new Map(picture.places);
  const from = before.size === 0 || picture.what.arrows.length > MANY ? null : { ...picture.camera };
  const to = keep ? { ...picture.camera } : fitted(picture);
  glide(picture, from, to, (part) => {
    for (const [party, place] of after) picture.places.set(party, between(before.get(party) ?? place, place, part));
  }, paint);
}

/** Moves the camera alone. */
export function travel(picture: Picture, to: Camera, paint: () => void): void {
  glide(picture, { ...picture.camera }, to, () => undefined, paint);
}

let running = 0;

function glide(picture: Picture, from: Camera | null, to: Camera, step: (part: number) => void, paint: () => void): void {
  const mine = ++running;
  const done = (): void => {
    step(1);
    picture.camera = { ...to };
    paint();
  };
  if (!from || still() || document.hidden) {
    done();
    return;
  }
  const began = performance.now();
  const frame = (now: number): void => {
    if (mine !== running) return;
    const time = Math.min(1, (now - began) / LONG);
    if (time >= 1) {
      done();
      return;
    }
    const part = 1 - (1 - Math.max(0, time)) ** 3;
    step(part);
    picture.camera = {
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
      zoom: from.zoom + (to.zoom - from.zoom) * part,
    };
    paint();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function between(a: Place, b: Place, part: number): Place {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
}

/** Who moves the picture by hand ends every glide. */
export function stop(): void {
  running++;
}
