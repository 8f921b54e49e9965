/* The picture by keyboard: arrows walk from party to party along the arrows, Enter opens, + and - zoom, 0 shows all. */
import { announce } from "../shell/announce";
import { count, say } from "./model";
import { fitted, load, type Picture } from "./picture";
import { travel } from "./moving";
import { zoomAt, type Hands } from "./pointer";

const WAYS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const PAN = 60;

export function startKeys(picture: Picture, hands: Hands): void {
  const { canvas } = picture;
  canvas.addEventListener("focus", () => {
    if (picture.current === null || !picture.spots.has(picture.current)) picture.current = busiest(picture);
    tell(picture);
    hands.paint();
  });
  canvas.addEventListener("blur", () => {
    picture.current = null;
    hands.paint();
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!act(picture, hands, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function act(picture: Picture, hands: Hands, event: KeyboardEvent): boolean {
  const way = WAYS[event.key];
  if (way && event.shiftKey) {
    picture.camera.x += (way[0] * PAN) / picture.camera.zoom;
    picture.camera.y += (way[1] * PAN) / picture.camera.zoom;
  } else if (way) {
    const next = neighbour(picture, way);
    if (next === null) {
      announce(say("nobody_that_way"));
      return true;
    }
    picture.current = next;
    tell(picture);
    bringIn(picture, hands);
  } else if (event.key === "+" || event.key === "=") {
    zoomAt(picture, { x: picture.width / 2, y: picture.height / 2 }, 1.25);
  } else if (event.key === "-") {
    zoomAt(picture, { x: picture.width / 2, y: picture.height / 2 }, 0.8);
  } else if (event.key === "0") {
    travel(picture, fitted(picture), hands.paint);
  } else if (event.key === "Home") {
    picture.current = busiest(picture);
    tell(picture);
  } else if (event.key === "Enter" && picture.current !== null) {
    hands.open({ party: picture.current }, true);
  } else if (event.key === "Escape") {
    hands.leave();
  } else {
    return false;
  }
  hands.paint();
  return true;
}

/** Along an arrow first; where no arrow leads that way, the nearest party that lies there. */
function neighbour(picture: Picture, way: [number, number]): number | null {
  const here = picture.current === null ? undefined : picture.spots.get(picture.current);
  if (!here) return busiest(picture);
  const tied = new Set<number>();
  for (const number of picture.lines.keys()) {
    const arrow = picture.feed.arrows[number]!;
    if (arrow.f === picture.current) tied.add(arrow.t);
    if (arrow.t === picture.current) tied.add(arrow.f);
  }
  let best: number | null = null;
  let least = Infinity;
  for (const [party, spot] of picture.spots) {
    if (party === picture.current) continue;
    const [dx, dy] = [spot.x - here.x, spot.y - here.y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (ahead <= 0 || aside > ahead * 1.8) continue;
    const cost = (ahead + aside * 1.5) * (tied.has(party) ? 1 : 4);
    if (cost < least) [best, least] = [party, cost];
  }
  return best;
}

function busiest(picture: Picture): number | null {
  let best: number | null = null;
  for (const party of picture.spots.keys()) {
    if (best === null || load(picture.feed.parties[party]!) > load(picture.feed.parties[best]!)) best = party;
  }
  return best;
}

function bringIn(picture: Picture, hands: Hands): void {
  const spot = picture.current === null ? undefined : picture.spots.get(picture.current);
  const place = picture.current === null ? undefined : picture.places.get(picture.current);
  if (!spot || !place) return;
  const inside = spot.x > 30 && spot.y > 30 && spot.x < picture.width - 30 && spot.y < picture.height - 40;
  if (!inside) travel(picture, { ...picture.camera, x: place.x, y: place.y }, hands.paint);
}

function tell(picture: Picture): void {
  const who = picture.current === null ? undefined : picture.feed.parties[picture.current];
  if (!who) return;
  const gaps = { name: who.n, given: count(who.g), received: count(who.r) };
  announce(say(who.k === "system" ? "system_is" : "party_is", gaps));
}
