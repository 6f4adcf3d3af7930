import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "../../prisma/deploy";
import { startPostgres } from "../launch/start-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** Starts one throwaway PostgreSQL with a migrated template database; each test file clones it (test-database.ts). */
export default async function setup(project: TestProject) {
  const postgres = await startPostgres({
    dir: path.join(mkdtempSync(path.join(tmpdir(), "sojourn-test-")), "pg"),
    database: "sojourn_template",
    throwaway: true,
  });
  await applyMigrations(postgres.url);
  project.provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
