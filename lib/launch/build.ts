import path from "node:path";
import { build as bundle } from "esbuild";
import { runToEnd } from "./run-to-end.ts";
import { whenStale } from "./when-stale.ts";

const SOURCES = [
  "app/**",
  "components/**",
  "lib/!(testing)/**/*.{ts,tsx}", // what tests alone use is in no bundle
  "worker/**",
  "prisma/*.{ts,prisma}",
  "public/**",
  "*.config.*",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds the pages and bundles web server, worker and bootstrap when their sources changed. Output: .next/ and .build/. */
export async function build(): Promise<"made" | "fresh"> {
  const bundles = await whenStale("bundles", SOURCES, ".build/worker.mjs", async () => {
    await bundle({
      entryPoints: { web: "app/server/main.ts", worker: "worker/main.ts", bootstrap: "lib/commands/run-bootstrap.ts" },
      outdir: ".build",
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node22",
      packages: "external",
      jsx: "automatic",
      alias: { "@": path.resolve(".") },
      sourcemap: true,
      logLevel: "warning",
    });
  });
  const pages = await whenStale("pages", SOURCES, ".next/BUILD_ID", () =>
    runToEnd(["node_modules/next/dist/bin/next", "build"], {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Pages are rendered on request; a build that asks the database is a mistake and must fail.
      DATABASE_URL: "postgresql://unused.invalid/build",
      APP_SECRET: "build-time-only-never-used-at-run-time",
    }),
  );
  return bundles === "made" || pages === "made" ? "made" : "fresh";
}
