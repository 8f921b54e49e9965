/* The colours of the look as the canvas needs them, in the light that is on now. */

const NAMES = ["ink", "ink-2", "paper", "wash", "line", "edge", "brand", "brand-wash", "focus", "accepted", "given", "returned", "late", "idle", "aside",
  "accepted-wash", "given-wash", "aside-wash", "aside-ink"] as const;
export type Colours = Record<(typeof NAMES)[number] | "letters" | "middle", string>;

/** A probe resolves light-dark(); the canvas cannot. */
export function colours(root: HTMLElement): Colours {
  const probe = document.createElement("span");
  probe.className = "graph-probe";
  root.append(probe);
  const resolved = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const found = Object.fromEntries(NAMES.map((name) => [name, resolved(`var(--${name})`)]));
  found["letters"] = resolved("light-dark(#14503f, #9be0cb)");
  found["middle"] = resolved("var(--edge)");
  probe.remove();
  return found as Colours;
}

/** A second sign beside the colour: how the line is broken, in thicknesses, and which heads are hollow. */
export const DASHES: Record<string, number[]> = {
  accepted: [],
  middle: [],
  returned: [2.4, 1.6],
  late: [1.1, 1.1],
  idle: [],
};

export const HOLLOW = new Set(["middle"]);
