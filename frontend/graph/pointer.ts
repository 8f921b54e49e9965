/* Pan by dragging, zoom by wheel or two fingers, look by pointing, open by a click. */
import type { Place } from "./layout";
import { stop } from "./moving";
import { hit, type Hit, type Picture } from "./picture";

const CLICK = 5;

export interface Hands {
  paint: () => void;
  point: (what: Hit, at: Place | null) => void;
  open: (what: Exclude<Hit, null>, byKey: boolean) => void;
  leave: () => void;
}

export function startPointer(picture: Picture, hands: Hands): void {
  const { canvas } = picture;
  const fingers = new Map<number, Place>();
  let moved = 0;

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    stop();
    fingers.set(event.pointerId, at(canvas, event));
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 1) moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(canvas, event);
    const before = fingers.get(event.pointerId);
    if (!before) {
      look(picture, hands, here);
      return;
    }
    const others = [...fingers].filter(([finger]) => finger !== event.pointerId).map(([, place]) => place);
    if (others[0]) {
      const wide = Math.hypot(here.x - others[0].x, here.y - others[0].y);
      const was = Math.hypot(before.x - others[0].x, before.y - others[0].y);
      zoomAt(picture, others[0], was > 0 ? wide / was : 1);
    } else {
      picture.camera.x -= (here.x - before.x) / picture.camera.zoom;
      picture.camera.y -= (here.y - before.y) / picture.camera.zoom;
    }
    moved += Math.hypot(here.x - before.x, here.y - before.y);
    fingers.set(event.pointerId, here);
    if (moved > CLICK) canvas.classList.add("graph-grabbed");
    hands.paint();
  });
  const lift = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId)) return;
    canvas.classList.remove("graph-grabbed");
    if (event.type !== "pointerup" || fingers.size > 0 || moved > CLICK) return;
    const found = hit(picture, at(canvas, event));
    if (found) hands.open(found, false);
    else hands.leave();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => {
    if (fingers.size === 0) hands.point(null, null);
  });
  /* The wheel alone scrolls the page; with Ctrl (also a pinch on a touch pad) it zooms. */
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      stop();
      zoomAt(picture, at(canvas, event), Math.exp(-event.deltaY / 300));
      hands.paint();
    },
    { passive: false },
  );
  canvas.addEventListener("dblclick", (event) => {
    zoomAt(picture, at(canvas, event), 1.6);
    hands.paint();
  });
}

let asked = 0;

function look(picture: Picture, hands: Hands, here: Place): void {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => {
    const found = hit(picture, here);
    picture.canvas.classList.toggle("graph-over", found !== null);
    hands.point(found, here);
  });
}

/** The place under the pointer stays under the pointer. */
export function zoomAt(picture: Picture, point: Place, by: number): void {
  const { camera, width, height } = picture;
  const zoom = Math.max(0.04, Math.min(6, camera.zoom * by));
  const dx = (point.x - width / 2) * (1 / camera.zoom - 1 / zoom);
  const dy = (point.y - height / 2) * (1 / camera.zoom - 1 / zoom);
  picture.camera = { x: camera.x + dx, y: camera.y + dy, zoom };
}

function at(canvas: HTMLCanvasElement, event: MouseEvent): Place {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}
