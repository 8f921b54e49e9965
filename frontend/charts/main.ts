/* Months as a line in its interval, drawn from the table below it (data-value, data-low, data-high,
   data-name, data-said on its rows): one source for eyes and for screen readers. Without script the
   server's drawing stays. Shared: <figure data-chart="months" data-table="ID" data-timed="yes|no">. */
import uPlot from "uplot";
import { colour, onTheme } from "./colours";
import { lengthOf, percentOf } from "./words";

type Row = { name: string; said: string; value: number | null; low: number | null; high: number | null };

function rowsOf(table: HTMLElement): Row[] {
  return [...table.querySelectorAll<HTMLElement>("tbody tr")].map((row) => ({
    name: row.dataset["name"] ?? "",
    said: row.dataset["said"] ?? "",
    value: numberOf(row, "value"),
    low: numberOf(row, "low"),
    high: numberOf(row, "high"),
  }));
}

function numberOf(row: HTMLElement, key: string): number | null {
  const text = row.dataset[key];
  return text === undefined || text === "" ? null : Number(text);
}

function reach(rows: Row[], timed: boolean): [number, number] {
  const highs = rows.flatMap((row) => (row.high === null ? [] : [row.high]));
  const lows = rows.flatMap((row) => (row.low === null ? [] : [row.low]));
  if (timed) return [0, Math.max(...highs) * 1.05 || 1];
  return [Math.max(0, Math.min(...lows) - 0.05), 1];
}

function options(rows: Row[], timed: boolean, width: number, below: HTMLElement): uPlot.Options {
  const [low, high] = reach(rows, timed);
  const ink = colour("--ink-2");
  const axis = { stroke: ink, font: "12px Inter Variable, sans-serif", grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
  return {
    width,
    height: 200,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: false, range: [-0.5, rows.length - 0.5] }, y: { range: [low, high] } },
    axes: [
      { ...axis, splits: () => rows.map((_, place) => place).filter((place) => place % step(rows.length, width) === 0), values: (_, places) => places.map((place) => rows[place]?.name ?? ""), grid: { show: false } },
      { ...axis, size: timed ? 70 : 50, values: (_, values) => values.map((value) => (timed ? lengthOf(value) : percentOf(value))) },
    ],
    series: [
      {},
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
      { stroke: colour("--brand"), width: 2, points: { show: true, size: 7, fill: colour("--brand") } },
    ],
    bands: [{ series: [2, 1], fill: colour("--brand-wash") }],
    hooks: {
      setCursor: [
        (plot) => {
          const row = plot.cursor.idx === null || plot.cursor.idx === undefined ? undefined : rows[plot.cursor.idx];
          if (row) below.textContent = `${row.name}: ${row.said}`;
        },
      ],
    },
  };
}

function step(count: number, width: number): number {
  return Math.max(1, Math.ceil((count * 72) / width));
}

function draw(figure: HTMLElement): void {
  const table = document.getElementById(figure.dataset["table"] ?? "");
  const drawn = figure.querySelector<SVGElement>("svg");
  const below = figure.querySelector("figcaption");
  if (!table || !drawn || !below) return;
  const rows = rowsOf(table);
  if (!rows.some((row) => row.value !== null)) return;
  const room = document.createElement("div");
  room.setAttribute("aria-hidden", "true");
  drawn.replaceWith(room);
  let plot: uPlot | undefined;
  const paint = (): void => {
    plot?.destroy();
    const data: uPlot.AlignedData = [rows.map((_, place) => place), rows.map((row) => row.low), rows.map((row) => row.high), rows.map((row) => row.value)];
    plot = new uPlot(options(rows, figure.dataset["timed"] === "yes", room.clientWidth, below), data, room);
  };
  paint();
  new ResizeObserver(() => {
    if (plot && plot.width !== room.clientWidth) paint();
  }).observe(room);
  onTheme(paint);
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-chart="months"]')) draw(figure);
