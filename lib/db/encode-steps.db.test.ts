import fc from "fast-check";
import { expect, test } from "vitest";
import type { WalkStep } from "@/lib/journey/outcome";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { encodeSteps } from "./encode-steps";
import { pool } from "./pool";
import { prisma } from "./prisma";

setUpTestDatabase();

const NODES = ["start", "wait", "mail"].map((id) => ({ id, type: `type_of_${id}`, config: {} }));
const at = 1_796_083_199_999;
const text = fc.string({ unit: "binary", maxLength: 8 }).filter((s) => s.isWellFormed() && !s.includes("\u0000"));
const instant = fc.integer({ min: -90 * 86_400_000, max: 90 * 86_400_000 }).map((offset) => at + offset);
const seen = fc.record(
  {
    path: text,
    op: fc.constant("equals"),
    expected: fc.oneof(text, fc.integer()),
    value: fc.oneof(text, fc.integer(), fc.boolean()),
  },
  { requiredKeys: ["path", "value"] },
);
const step = fc
  .tuple(
    fc.constantFrom(...NODES),
    fc.record(
      {
        visit: fc.nat(1_000),
        entered_at: instant,
        left_at: instant,
        port: text,
        outcome: fc.constantFrom("passed", "waiting", "skipped", "ended", "failed", "dropped"),
        reason: text,
        seen: fc.array(seen, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ["visit", "entered_at", "outcome"] },
    ),
  )
  .map(([node, rest]) => ({ node: node.id, type: node.type, ...rest }));

async function version(): Promise<{ workspaceId: number; versionId: number }> {
  const workspace = await createWorkspace();
  const journey = await prisma().journey.create({ data: { workspaceId: workspace.id, name: "J", graph: {} } });
  const { rows } = await pool().query<{ id: number }>(
    `insert into journey_versions (workspace_id, journey_id, number, graph, settings, emails, published_at)
     values ($1, $2, 1, $3, '{}', '{}', now()) returning id`,
    [workspace.id, journey.id, JSON.stringify({ nodes: NODES, edges: [] })],
  );
  return { workspaceId: workspace.id, versionId: rows[0]?.id ?? 0 };
}

async function readBack(ids: { workspaceId: number; versionId: number | null }, first: number, log: string) {
  const { rows } = await pool().query<{ steps: WalkStep[] }>(
    `with made as (
       insert into walks (enrollment_id, workspace_id, version_id, at, first_visit, log)
       values (1, $1, $2, to_timestamp($3::float8), $4, $5) returning *
     ) select steps(w::walks) from (select (made.*)::walks as w from made) t`,
    [ids.workspaceId, ids.versionId, at / 1_000, first, log],
  );
  return rows[0]?.steps;
}

const placeOf = (id: string) => NODES.findIndex((node) => node.id === id);

test("any log of a walk reads back as the steps that were logged", async () => {
  const ids = await version();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.option(step, { nil: undefined }),
      async (steps, moved) => {
        const first = steps[0]?.visit ?? 0;
        const expected = moved ? [moved, ...steps] : steps;
        expect(await readBack(ids, first, encodeSteps(steps, first, at, placeOf, moved))).toEqual(
          JSON.parse(JSON.stringify(expected)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test("what the database cannot hold is replaced when it is logged, not refused when it is read", async () => {
  const ids = await version();
  const bad = {
    visit: 1,
    node: "mail",
    type: "type_of_mail",
    entered_at: at,
    outcome: "failed" as const,
    reason: "a\u0000b \ud800 \\u0000",
  };
  expect(await readBack(ids, 1, encodeSteps([bad], 1, at, placeOf))).toMatchObject([
    { reason: "a\ufffdb \ufffd \\u0000" },
  ]);
});

test("a log from before, and one whose version is gone, can still be read", async () => {
  const ids = await version();
  const old = {
    visit: 2,
    node: "gone",
    type: "email",
    entered_at: at,
    left_at: at,
    outcome: "passed" as const,
    port: "next",
  };
  expect(await readBack({ ...ids, versionId: null }, 2, JSON.stringify([old]))).toEqual([old]);
  const log = encodeSteps([{ ...old, node: "mail" }], 2, at, placeOf);
  expect(await readBack({ ...ids, versionId: 0 }, 2, log)).toEqual([{ ...old, node: "2", type: "" }]);
});
