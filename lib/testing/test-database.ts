import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePool } from "@/lib/db/pool";
import { closePrisma } from "@/lib/db/prisma";

/**
 * Gives the test file a database of its own, cloned from the migrated template: pool(), prisma() and withWorkspace()
 * then work on it. Dropped afterwards.
 */
export function setUpTestDatabase(): void {
  const name = `t_${crypto.randomUUID().replaceAll("-", "")}`;
  const template = new URL(inject("postgresUrl"));
  const admin = new URL(template);
  admin.pathname = "/postgres";

  beforeAll(async () => {
    const client = new pg.Client(admin.href);
    await client.connect();
    await client.query(`create database ${name} template ${template.pathname.slice(1)}`);
    await client.end();
    const url = new URL(template);
    url.pathname = `/${name}`;
    process.env.DATABASE_URL = url.href;
  });

  afterAll(async () => {
    await closePrisma();
    await closePool();
    const client = new pg.Client(admin.href);
    await client.connect();
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  });
}
