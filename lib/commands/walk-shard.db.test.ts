import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";

setUpTestDatabase();

const email = (id: string) => ({ id, type: "email", config: { subject: `${id} for {{ first_name }}`, body: "Hello" } });

test("a person walks from the trigger through wait and branch to the end, each mail once and at its exact time", async () => {
  const run = await driveJourneys({ startAt: "2026-03-02T10:00:00Z" });
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      email("welcome"),
      { id: "day", type: "wait", config: { duration: "P1D" } },
      { id: "pro", type: "branch", config: { condition: { path: "plan", op: "equals", value: "pro" } } },
      email("thanks"),
      email("upgrade"),
    ],
    edges: ["start -> welcome", "welcome -> day", "day -> pro", "pro -yes-> thanks", "pro -no-> upgrade"],
  });
  await run.event("ada", "signed_up", {}, { first_name: "Ada", email: "ada@example.com", plan: "pro" });
  const [welcome] = await run.messages("ada");
  expect(welcome).toMatchObject({ node: "welcome", subject: "welcome for Ada", status: "sent" });
  await run.advance("P3D");
  const messages = await run.messages("ada");
  expect(messages.map((m) => m.node)).toEqual(["welcome", "thanks"]);
  expect(Date.parse(messages[1]?.at ?? "") - Date.parse(welcome?.at ?? "")).toBe(86_400_000);
  expect(await run.runs("ada")).toMatchObject([{ state: "completed" }]);
  expect(await run.path("ada")).toEqual(["start", "welcome", "day", "pro", "thanks"]);
  const { rows } = await pool().query("select count(*)::int as n from waiting");
  expect(rows[0].n).toBe(0);
});
