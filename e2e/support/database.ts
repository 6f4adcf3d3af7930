import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

/** Where the product under test keeps its database: given, or read from the running server's own lock file. */
export function databaseUrl(): string {
  if (process.env.E2E_DATABASE_URL) return process.env.E2E_DATABASE_URL;
  const dir = process.env.E2E_DATA_DIR;
  if (!dir) throw new Error("neither E2E_DATABASE_URL nor E2E_DATA_DIR is set");
  const port = readFileSync(path.join(dir, "pg/postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://postgres@127.0.0.1:${port}/sojourn`;
}

/** One statement on the product's database, as its owner: what the pages say is compared with what is stored. */
export async function query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
