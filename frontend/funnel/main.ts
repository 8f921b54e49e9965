/* Groups in a funnel, drawn by ECharts from the table below (data-x, data-y, data-out, data-name) and
   the limits beside it (data-curve). Without script the server's drawing stays. */
import { LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { colour, onTheme } from "../charts/colours";

echarts.use([ScatterChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

type Point = { name: string; value: [number, number]; out: boolean };
type Limit = { x: number; low: number; high: number };

function pointsOf(table: HTMLElement): Point[] {
  return [...table.querySelectorAll<HTMLElement>("tbody tr")].map((row) => ({
    name: row.dataset["name"] ?? "",
    value: [Number(row.dataset["x"]), Number(row.dataset["y"])],
    out: row.dataset["out"] === "yes",
  }));
}

function limitsOf(table: string): Limit[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-curve="${table}"] li`)].map((row) => ({
    x: Number(row.dataset["x"]),
    low: Number(row.dataset["low"]),
    high: Number(row.dataset["high"]),
  }));
}

function option(figure: HTMLElement, points: Point[], limits: Limit[]): echarts.EChartsCoreOption {
  const ink = colour("--ink-2");
  const line = { lineStyle: { color: colour("--line") } };
  const axis = { axisLabel: { color: ink }, axisLine: line, splitLine: line, nameTextStyle: { color: ink } };
  const top = Math.max(2, ...points.map((point) => point.value[1])) * 1.1;
  const limit = (pick: (one: Limit) => number): object => ({
    type: "line",
    symbol: "none",
    silent: true,
    lineStyle: { color: ink, type: "dashed", width: 1.25 },
    data: limits.map((one) => [one.x, Math.min(pick(one), top)]),
  });
  const marks = (out: boolean): object => ({
    type: "scatter",
    symbol: out ? "rect" : "circle",
    symbolSize: out ? 11 : 9,
    itemStyle: { color: colour(out ? "--aside" : "--brand") },
    data: points.filter((point) => point.out === out).map((point) => ({ name: point.name, value: point.value })),
  });
  return {
    animation: false,
    textStyle: { fontFamily: "Inter Variable, sans-serif" },
    aria: { enabled: true, decal: { show: true }, label: { description: figure.dataset["title"] ?? "" } },
    grid: { left: 46, right: 20, top: 16, bottom: 44 },
    tooltip: { trigger: "item", renderMode: "richText", formatter: (one: { name: string; value: [number, number] }) => `${one.name}: ${one.value[1]} (${one.value[0]})` },
    xAxis: { ...axis, type: "log", name: figure.dataset["expected"] ?? "", nameLocation: "middle", nameGap: 28, min: limits[0]?.x ?? 1, max: limits.at(-1)?.x ?? 10, axisLabel: { color: ink, hideOverlap: true, formatter: (value: number) => value.toFixed(0) } },
    yAxis: { ...axis, type: "value", min: 0, max: top, axisLabel: { color: ink, formatter: (value: number) => value.toFixed(1) } },
    series: [
      { type: "line", symbol: "none", silent: true, lineStyle: { color: colour("--edge"), width: 1 }, data: limits.map((one) => [one.x, 1]) },
      limit((one) => one.low),
      limit((one) => one.high),
      marks(false),
      marks(true),
    ],
  };
}

function draw(figure: HTMLElement): void {
  const id = figure.dataset["table"] ?? "";
  const table = document.getElementById(id);
  const drawn = figure.querySelector("svg");
  if (!table || !drawn) return;
  const room = document.createElement("div");
  room.className = "funnel-room";
  drawn.replaceWith(room);
  const chart = echarts.init(room, null, { renderer: "svg" });
  const points = pointsOf(table);
  const limits = limitsOf(id);
  const paint = (): void => chart.setOption(option(figure, points, limits), true);
  paint();
  new ResizeObserver(() => chart.resize()).observe(room);
  onTheme(paint);
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-chart="funnel"]')) draw(figure);
