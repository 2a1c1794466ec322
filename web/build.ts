// Bundles what pages load: two files at a desk, one on a phone of a patient. Names are plain: the server adds the content hash.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = `${here}dist`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await build({
  entryPoints: {
    app: `${here}src/app.ts`,
    look: `${here}styles/main.css`,
    portal: `${here}styles/portal.css`,
  },
  outdir: dist,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["chrome109", "safari16.4", "firefox121"],
  logLevel: "warning",
});
await copyFile(`${here}icons.svg`, `${dist}/icons.svg`);
await copyFile(`${here}seal.svg`, `${dist}/seal.svg`);
