/* The ring of a case, drawn from one letter per hand-off; the same geometry as the server's. */
const NAMES: Record<string, string> = { i: "idle", g: "given", a: "accepted", r: "returned", f: "fixed", l: "late", s: "silent" };
const DASHES: Record<string, string> = { r: "4.2 2.6", s: "1.5 2.5" };
const RADIUS = 16.5;
const SVG = "http://www.w3.org/2000/svg";

export function ring(letters: string, holder: string): SVGSVGElement {
  const svg = part("svg", { class: "ring ring-sm", viewBox: "0 0 40 40", width: "24", height: "24", "aria-hidden": "true" });
  const arcs = [...letters];
  if (arcs.length > 0 && arcs.every((letter) => letter === "a" || letter === "f")) {
    svg.classList.add("ring-full");
    svg.append(
      part("circle", { class: "ring-closed", cx: "20", cy: "20", r: String(RADIUS), fill: "none", "stroke-width": "4" }),
      part("path", { class: "ring-tick", d: "M13.5 20.5l4.5 4.5 8.5-9.5", fill: "none", "stroke-width": "3.25" }),
    );
    return svg as SVGSVGElement;
  }
  const step = 360 / Math.max(1, arcs.length);
  arcs.forEach((letter, index) => {
    const from = index * step + 6.5;
    const to = (index + 1) * step - 6.5;
    const arc = part("path", { class: `ring-arc ring-${NAMES[letter] ?? "idle"}`, d: path(from, to), fill: "none", "stroke-width": "4" });
    const dash = DASHES[letter];
    if (dash) arc.setAttribute("stroke-dasharray", dash);
    svg.append(arc);
  });
  if (holder) {
    const text = part("text", { class: "ring-holder", x: "20", y: "24.8", "font-size": "13.5", "text-anchor": "middle" });
    text.textContent = holder;
    svg.append(text);
  }
  return svg as SVGSVGElement;
}

function path(from: number, to: number): string {
  const far = to - from > 180 ? 1 : 0;
  return `M${point(from)}A${RADIUS} ${RADIUS} 0 ${far} 1 ${point(to)}`;
}

function point(degrees: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${(20 + RADIUS * Math.cos(angle)).toFixed(2)} ${(20 + RADIUS * Math.sin(angle)).toFixed(2)}`;
}

export function part(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
