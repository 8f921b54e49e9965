/* Which way the work flows. Each party gets a level such that an arrow climbs one level as nearly as the whole allows
   (trophic levels: MacKay, Johnson, Sansom 2020); what is left over says how much of a direction there is at all. */

export interface Flow {
  from: number;
  to: number;
  weight: number;
}

export interface Levels {
  /** level of each party, the lowest is 0 */
  level: number[];
  /** 1: every arrow climbs exactly one level; 0: no direction */
  direction: number;
}

const ROUNDS = 300;
const ENOUGH = 1e-7;

export function levels(size: number, flows: Flow[]): Levels {
  const degree = new Array<number>(size).fill(0);
  const pull = new Array<number>(size).fill(0);
  for (const { from, to, weight } of flows) {
    degree[from]! += weight;
    degree[to]! += weight;
    pull[from]! -= weight;
    pull[to]! += weight;
  }
  const times = (h: number[]): number[] => {
    const out = h.map((value, index) => degree[index]! * value);
    for (const { from, to, weight } of flows) {
      out[from]! -= weight * h[to]!;
      out[to]! -= weight * h[from]!;
    }
    return out;
  };
  const level = solved(times, pull);
  let total = 0;
  let off = 0;
  for (const { from, to, weight } of flows) {
    total += weight;
    off += weight * (level[to]! - level[from]! - 1) ** 2;
  }
  const lowest = Math.min(0, ...level);
  return { level: level.map((value) => value - lowest), direction: total > 0 ? Math.max(0, 1 - off / total) : 0 };
}

/** Conjugate gradients: the matrix is symmetric and never negative, and the right side sums to nothing. */
function solved(times: (h: number[]) => number[], right: number[]): number[] {
  const h = right.map(() => 0);
  let rest = [...right];
  let way = [...rest];
  let size = dot(rest, rest);
  for (let round = 0; round < ROUNDS && size > ENOUGH; round++) {
    const moved = times(way);
    const bottom = dot(way, moved);
    if (bottom <= 0) break;
    const step = size / bottom;
    h.forEach((value, index) => (h[index] = value + step * way[index]!));
    rest = rest.map((value, index) => value - step * moved[index]!);
    const next = dot(rest, rest);
    way = rest.map((value, index) => value + (next / size) * way[index]!);
    size = next;
  }
  return h;
}

function dot(one: number[], other: number[]): number {
  return one.reduce((sum, value, index) => sum + value * other[index]!, 0);
}
