import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";

const ROOT = path.join(import.meta.dirname, "../..");
const FRAMEWORK = ["next/*", "react", "react/*", "react-dom", "react-dom/*"];

/** As next.config.mjs has it for browsers. */
const browserTemporal: Plugin = {
  name: "browser-temporal",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^temporal-polyfill$/ }, () => ({ path: path.join(ROOT, "lib/journey/browser-temporal.ts") })),
};

/** The chunk of the entry and all that it imports at once; what it imports later is not followed. */
function firstLoad(outputs: Metafile["outputs"]): string[] {
  const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === "<stdin>");
  const seen = new Set<string>();
  const open = entry === undefined ? [] : [entry];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const imports = outputs[name]?.imports ?? [];
    open.push(...imports.filter((one) => one.kind === "import-statement" && !one.external).map((one) => one.path));
  }
  return [...seen];
}

/**
 * KB of JavaScript (gzip) that modules bring into a page before anybody touches it: our own code and its packages, without Next and
 * React, bundled and minified as one. Modules are named from the project's root.
 */
export async function weighPage(modules: readonly string[]): Promise<number> {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: modules.map((module, index) => `export * as part${index} from "./${module}";`).join("\n"),
      resolveDir: ROOT,
    },
    absWorkingDir: ROOT,
    outdir: "weighed",
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { "@": ROOT },
    external: FRAMEWORK,
    loader: { ".css": "empty" },
    plugins: [browserTemporal],
    logLevel: "error",
  });
  const chunks = new Set(firstLoad(metafile.outputs));
  const code = outputFiles.filter((file) => chunks.has(path.relative(ROOT, file.path))).map((file) => file.text);
  return gzipSync(code.join("\n")).length / 1024;
}
