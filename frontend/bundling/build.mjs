/* Builds what the browser gets: every frontend/<folder>/main.ts and main.css becomes built/<folder>.js and .css.
   Run through hatch_build.py, which finds Node and installs the packages first. Argument: the folder to write to. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { names, sprite } from "./sprite.mjs";
import { trim } from "./trim.mjs";

const target = process.argv[2];
if (!target) throw new Error("usage: build.mjs <folder to write to>");
/* Written beside, then moved: a server that runs meanwhile finds the old files or the new ones. */
const out = join("node_modules", `.built-${process.pid}`);

const entries = readdirSync("frontend", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => ["main.ts", "main.css"].map((file) => [entry.name, join("frontend", entry.name, file)]))
  .filter(([, path]) => existsSync(path))
  .map(([name, path]) => ({ in: `./${path}`, out: name }));

const tabler = {
  name: "tabler",
  setup(plugin) {
    plugin.onLoad({ filter: /@tabler[\\/]core[\\/]dist[\\/]css[\\/]tabler\.css$/ }, ({ path }) => ({
      contents: trim(readFileSync(path, "utf8")),
      loader: "css",
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: entries,
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  loader: { ".woff2": "file", ".svg": "dataurl" },
  assetNames: "[name]",
  legalComments: "linked",
  plugins: [tabler],
  logLevel: "warning",
});

const wanted = names(readFileSync("frontend/icons.txt", "utf8"));
writeFileSync(join(out, "icons.svg"), sprite(wanted, "node_modules/@tabler/icons/icons/outline"));

/* What others wrote travels with their licences. */
const licences = Object.keys(JSON.parse(readFileSync("package.json", "utf8")).dependencies).map((name) => {
  const folder = join("node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf8") : JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).license;
  return `${name}\n\n${text.trim()}\n`;
});
writeFileSync(join(out, "licences.txt"), licences.join("\n----\n\n"));

/* The server adds these to addresses, so that a browser never keeps an old file. */
const versions = Object.fromEntries(
  readdirSync(out).sort().map((name) => [
    name,
    createHash("sha256").update(readFileSync(join(out, name))).digest("hex").slice(0, 10),
  ]),
);
writeFileSync(join(out, "versions.json"), `${JSON.stringify(versions, null, 1)}\n`);

rmSync(target, { recursive: true, force: true });
mkdirSync(dirname(target), { recursive: true });
renameSync(out, target);
