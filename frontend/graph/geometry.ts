/* The line of an arrow: a gentle curve to the left of its direction, so that two arrows between the same two lie side by side. */
import type { Place } from "./layout";

export interface Curve {
  from: Place;
  bend: Place;
  to: Place;
  /** where the tip of the head touches the circle */
  tip: Place;
  /** direction at the tip, in radians */
  angle: number;
}

const BEND = 0.14;

/** `gap`: length of the head. Circles that touch leave no room for an arrow: null. */
export function curve(a: Place, b: Place, radiusA: number, radiusB: number, gap: number): Curve | null {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const far = Math.hypot(dx, dy);
  if (far < radiusA + radiusB + 3) return null;
  const bend = { x: (a.x + b.x) / 2 + dy * BEND, y: (a.y + b.y) / 2 - dx * BEND };
  const from = towards(a, bend, radiusA + 2);
  const tip = towards(b, bend, radiusB + 3);
  const to = towards(b, bend, radiusB + 3 + gap);
  return { from, bend, to, tip, angle: Math.atan2(b.y - bend.y, b.x - bend.x) };
}

function towards(a: Place, b: Place, length: number): Place {
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: a.x + ((b.x - a.x) / far) * length, y: a.y + ((b.y - a.y) / far) * length };
}

/** A point of the curve; 0 begins, 1 ends. */
export function along(line: Curve, t: number): Place {
  const u = 1 - t;
  return {
    x: u * u * line.from.x + 2 * u * t * line.bend.x + t * t * line.to.x,
    y: u * u * line.from.y + 2 * u * t * line.bend.y + t * t * line.to.y,
  };
}

const STEPS = 14;

/** How far a point is from the curve. */
export function distance(line: Curve, point: Place): number {
  const close = nearest(line, point);
  return Math.hypot(point.x - close.x, point.y - close.y);
}

/** The point of the curve that is nearest to another. */
export function nearest(line: Curve, point: Place): Place {
  let best = line.from;
  let least = Infinity;
  let before = line.from;
  for (let step = 1; step <= STEPS; step++) {
    const next = along(line, step / STEPS);
    const close = onPiece(point, before, next);
    const far = Math.hypot(point.x - close.x, point.y - close.y);
    if (far < least) [best, least] = [close, far];
    before = next;
  }
  return best;
}

function onPiece(point: Place, a: Place, b: Place): Place {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const size = dx * dx + dy * dy;
  const t = size === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / size));
  return { x: a.x + t * dx, y: a.y + t * dy };
}
