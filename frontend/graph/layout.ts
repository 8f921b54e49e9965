/* Places of the parties: left to right as the work flows, as far as it flows one way; the rest is forces.
   The same graph gives the same picture: starting places and the random numbers of the forces are fixed. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { curve, nearest } from "./geometry";
import { levels, type Flow } from "./levels";
import type { Feed, Shown } from "./model";

export interface Place {
  x: number;
  y: number;
}

interface Node extends SimulationNodeDatum {
  party: number;
  goal: number;
  reach: number;
}

const GOLDEN = 0.618033988749895;
const ROOM = 104;
/* Of more than these each is pulled to the middle less: a crowd needs its room. */
const FEW = 30;

/** `aspect`: width by height of the picture that it has to fill. `radius`: of a party, in the same units. */
export function arrange(feed: Feed, what: Shown, radius: (party: number) => number, aspect: number): Map<number, Place> {
  const index = new Map(what.parties.map((party, at) => [party, at]));
  const flows = what.arrows.flatMap((number) => {
    const arrow = feed.arrows[number]!;
    const from = index.get(arrow.f);
    const to = index.get(arrow.t);
    return from === undefined || to === undefined ? [] : [{ from, to, weight: Math.sqrt(arrow.h) }];
  });
  const found = levels(what.parties.length, flows);
  const highest = Math.max(1e-9, ...found.level);
  const area = what.parties.length * ROOM * ROOM;
  const height = Math.sqrt(area / aspect);
  const width = height * aspect;
  const nodes: Node[] = what.parties.map((party, at) => {
    const goal = (found.level[at]! / highest - 0.5) * width;
    return { party, goal, reach: radius(party) + 20, x: goal, y: (((at + 1) * GOLDEN) % 1) * height - height / 2 };
  });
  const heaviest = Math.max(1, ...flows.map((flow) => flow.weight));
  const links = flows.map((flow) => ({ source: flow.from, target: flow.to, pull: flow.weight / heaviest }));
  const along = (0.05 + 0.75 * found.direction) * Math.min(1, 0.1 + FEW / nodes.length);
  const simulation = forceSimulation(nodes)
    .force("flow", forceX<Node>((node) => node.goal * Math.min(1, 0.35 + found.direction)).strength(along))
    .force("middle", forceY<Node>(0).strength(0.05 * aspect * Math.min(1, FEW / nodes.length)))
    .force("apart", forceManyBody<Node>().strength(-ROOM * 4).distanceMax(ROOM * 7))
    .force("links", forceLink<Node, (typeof links)[number]>(links).distance(ROOM * 1.15).strength((link) => 0.05 + 0.25 * link.pull))
    .force("touch", forceCollide<Node>((node) => node.reach).iterations(2))
    .stop();
  simulation.tick(nodes.length > 200 ? 120 : 300);
  if (nodes.length <= CALM) stepAside(nodes, flows);
  return filling(nodes, aspect);
}

/* Up to so many parties it is worth the while, and arrows can be told apart at all. */
const CALM = 60;
const PUSHES = 60;

/** Nobody stands on an arrow between two others: who does is pushed to its side. */
function stepAside(nodes: Node[], flows: Flow[]): void {
  const place = (node: Node): Place => ({ x: node.x ?? 0, y: node.y ?? 0 });
  for (let round = 0; round < PUSHES; round++) {
    for (const { from, to } of flows) {
      const line = curve(place(nodes[from]!), place(nodes[to]!), 0, 0, 0);
      if (!line) continue;
      nodes.forEach((node, index) => {
        if (index === from || index === to) return;
        const close = nearest(line, place(node));
        const far = Math.hypot(close.x - node.x!, close.y - node.y!);
        const need = node.reach - 6;
        if (far >= need) return;
        const push = ((need - far) * 0.3) / Math.max(1, far);
        node.x! += (node.x! - close.x) * push;
        node.y! += (node.y! - close.y || 0.5) * push;
      });
    }
    nodes.forEach((one, index) => {
      for (const other of nodes.slice(index + 1)) keepApart(one, other);
    });
  }
}

function keepApart(one: Node, other: Node): void {
  const [dx, dy] = [other.x! - one.x!, other.y! - one.y!];
  const far = Math.hypot(dx, dy) || 1;
  const need = one.reach + other.reach;
  if (far >= need) return;
  const push = ((need - far) * 0.5) / far;
  one.x! -= dx * push;
  one.y! -= dy * push;
  other.x! += dx * push;
  other.y! += dy * push;
}

const STRETCH = 1.9;

/** Pulled apart until it fills the picture that it is for; never pushed together. */
function filling(nodes: Node[], aspect: number): Map<number, Place> {
  const span = (of: (node: Node) => number): number => {
    const all = nodes.map(of);
    return Math.max(1, Math.max(...all) - Math.min(...all));
  };
  const now = nodes.length > 1 ? span((node) => node.x ?? 0) / span((node) => node.y ?? 0) : aspect;
  const wider = Math.min(STRETCH, Math.max(1, aspect / now));
  const taller = Math.min(STRETCH, Math.max(1, now / aspect));
  return new Map(nodes.map((node) => [node.party, { x: (node.x ?? 0) * wider, y: (node.y ?? 0) * taller }]));
}
