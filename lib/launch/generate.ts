import path from "node:path";
import { pathToFileURL } from "node:url";
import { runToEnd } from "./run-to-end.ts";
import { whenStale } from "./when-stale.ts";

/** Makes the Prisma client when schema or Prisma changed. Works offline: generating needs no native engine. */
export function generate(): Promise<"made" | "fresh"> {
  return whenStale("generate", ["prisma/schema.prisma", "package-lock.json"], "lib/db/generated/prisma/client.ts", () =>
    runToEnd(["node_modules/prisma/build/index.js", "generate"], {
      ...process.env,
      // Prisma asks for an engine binary it never runs here; any executable will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) await generate();
