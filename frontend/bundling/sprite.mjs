/* One SVG file with a symbol per icon named in icons.txt, and the list of names for the server. */
import { readFileSync } from "node:fs";

export const names = (list) =>
  list.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));

export const sprite = (wanted, folder) => {
  const symbols = wanted.map((name) => {
    const svg = readFileSync(`${folder}/${name}.svg`, "utf8");
    const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    const drawn = inner.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawn}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
};
