/* Places of the parties: left to right as the work flows, as far as it flows one way; the rest is forces.
   The same graph gives the same picture: starting places and the random numbers of the forces are fixed. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { levels } from "./levels";
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
  const along = 0.05 + 0.75 * found.direction;
  const simulation = forceSimulation(nodes)
    .force("flow", forceX<Node>((node) => node.goal * Math.min(1, 0.35 + found.direction)).strength(along))
    .force("middle", forceY<Node>(0).strength(0.05 * aspect))
    .force("apart", forceManyBody<Node>().strength(-ROOM * 4).distanceMax(ROOM * 7))
    .force("links", forceLink<Node, (typeof links)[number]>(links).distance(ROOM * 1.15).strength((link) => 0.05 + 0.25 * link.pull))
    .force("touch", forceCollide<Node>((node) => node.reach).iterations(2))
    .stop();
  simulation.tick(nodes.length > 200 ? 120 : 300);
  return filling(nodes, aspect);
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
