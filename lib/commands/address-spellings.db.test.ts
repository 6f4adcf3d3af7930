import { expect, test } from "vitest";
import { conditionSql } from "@/lib/audience/condition-sql";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import { pool } from "@/lib/db/pool";
import { exportSubscriber } from "@/lib/queries/export-subscriber";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addSuppression } from "./add-suppression";
import { keyAddresses } from "./key-addresses";
import { removeSuppression } from "./remove-suppression";
import { upsertSubscriber } from "./upsert-subscriber";
import { whoObjects } from "./who-objects";

setUpTestDatabase();

type Driver = Awaited<ReturnType<typeof driveJourneys>>;

/** The person's consent as conditions ask for it: in a segment, of a walk, and of a message about to be made. */
async function consentOf({ workspace, now, subscriberId }: Driver, person: string) {
  const id = await subscriberId(person);
  const [facts] = await fetchFacts(pool(), [
    {
      subscriberId: id,
      enrollmentId: "0",
      versionId: 0,
      requests: [{ kind: "consent", channel: "email" }],
      now: await now(),
    },
  ]);
  const states = ["subscribed", "suppressed", "unsubscribed"] as const;
  const segments: string[] = [];
  for (const is of states) {
    const sql = conditionSql(
      { consent: "email", is },
      { workspaceId: workspace.id, now: await now(), firstParameter: 2 },
    );
    if (!sql.ok) throw new Error(sql.message);
    const { rows } = await pool().query(`select from subscribers s where s.id = $1 and ${sql.text}`, [
      id,
      ...sql.values,
    ]);
    if (rows.length > 0) segments.push(is);
  }
  const client = await pool().connect();
  const objects = (await whoObjects(client, workspace.id, [id])).has(id);
  client.release();
  return { fact: [...(facts?.values() ?? [])][0], segments, objects };
}

const suppressed = { fact: "suppressed", segments: ["suppressed"], objects: true };
const subscribed = { fact: "subscribed", segments: ["subscribed"], objects: false };

test.each([
  ["ÜBER@example.com", "über@example.com"],
  ["über@example.com", "ÜBER@example.com"],
  ["ada@bücher.example", "ada@xn--bcher-kva.example"],
  ["ada@xn--bcher-kva.example", "Ada@BÜCHER.example"],
  ["Ada@Example.com", "ada@example.com"],
])(
  "somebody at %s is suppressed by %s, wherever it is asked, and whoever waits for it goes on",
  async (written, told) => {
    const run = await driveJourneys();
    const { id: workspaceId } = run.workspace;
    await upsertSubscriber(workspaceId, "ada", { email: written });
    await run.journey({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "signed_up" } },
        {
          id: "until",
          type: "wait_until",
          config: { condition: { consent: "email", is: "suppressed" }, timeout: "P9D" },
        },
        { id: "known", type: "exit", config: { reason: "known" } },
      ],
      edges: ["start -> until", "until -met-> known"],
    });
    await run.event("ada", "signed_up");
    expect(await consentOf(run, "ada")).toEqual(subscribed);
    const { suppression } = await addSuppression(run.principal, { channel: "email", address: told });
    expect(await consentOf(run, "ada")).toEqual(suppressed);
    await run.settle();
    expect(await run.runs("ada")).toMatchObject([{ reason: "known" }]);
    expect(await exportSubscriber(workspaceId, "ada")).toMatchObject({ suppressions: [{ reason: "manual" }] });
    await removeSuppression(run.principal, suppression.id);
    expect(await consentOf(run, "ada")).toEqual(subscribed);
  },
);

test("addresses and suppressions that were written before there were keys get theirs, and the stronger reason stays", async () => {
  const run = await driveJourneys();
  const { id } = run.workspace;
  await pool().query(
    "insert into subscribers (workspace_id, external_id, email) select $1, 'p' || n, 'Ü' || n || '@Bücher.example' from generate_series(1, 1001) n",
    [id],
  );
  const insert = "insert into suppressions (workspace_id, address, reason) values ($1, $2, $3)";
  for (const [address, reason] of [
    ["ü1@bücher.example", "complaint"],
    ["ü2@bücher.example", "unsubscribed"],
    ["ü2@xn--bcher-kva.example", "hard_bounce"],
    ["ü3@bücher.example", "manual"],
    ["ü3@xn--bcher-kva.example", "unsubscribed"],
  ])
    await pool().query(insert, [id, address, reason]);
  await keyAddresses();
  const { rows } = await pool().query(
    "select address, reason from suppressions where workspace_id = $1 order by address",
    [id],
  );
  expect(rows).toEqual([
    { address: "ü1@xn--bcher-kva.example", reason: "complaint" },
    { address: "ü2@xn--bcher-kva.example", reason: "hard_bounce" },
    { address: "ü3@xn--bcher-kva.example", reason: "manual" },
  ]);
  for (const person of ["p1", "p2", "p3"]) expect(await consentOf(run, person)).toEqual(suppressed);
  expect(await consentOf(run, "p1001")).toEqual(subscribed);
  // An address that is written without a key has none of the last one.
  await pool().query(
    "update subscribers set email = 'ada@example.com' where workspace_id = $1 and external_id = 'p1'",
    [id],
  );
  expect(await consentOf(run, "p1")).toEqual(subscribed);
});
