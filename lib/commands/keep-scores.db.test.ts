import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { enableScores } from "./enable-scores";
import { ingestEvents } from "./ingest-events";
import { keepScores } from "./keep-scores";

setUpTestDatabase();

const scored = async () =>
  (await pool().query("select distinct workspace_id from subscriber_scores order by 1")).rows.map(
    (r) => r.workspace_id,
  );

test("a workspace whose people cannot be scored, anew or by the passing of time, keeps no other waiting", async () => {
  const workspaces = [await createWorkspace({ mode: "live" }), await createWorkspace({ mode: "live" })];
  const [broken, fine] = workspaces.map(({ id }) => id);
  for (const { id } of workspaces) {
    await ingestEvents(id, [{ kind: "track", externalId: "ada", event: "opened", properties: {} }]);
    await withWorkspace(id, (tx) => enableScores(tx, id));
  }
  await pool().query(`alter table subscriber_scores add constraint broken check (workspace_id <> ${broken})`);
  await expect(keepScores()).rejects.toThrow("broken");
  expect(await scored()).toEqual([fine]);
  await pool().query("alter table subscriber_scores drop constraint broken");
  await keepScores();
  expect(await scored()).toEqual([broken, fine]);
  // a day later: somebody of whom nothing was ever heard gets a row
  for (const id of [broken, fine])
    await pool().query("insert into subscribers (workspace_id, external_id, updated_at) values ($1, 'bob', now())", [
      id,
    ]);
  await pool().query("update score_rules set swept_day = swept_day - 1");
  await pool().query(`alter table subscriber_scores add constraint broken check (workspace_id <> ${broken}) not valid`);
  await expect(keepScores()).rejects.toThrow("broken");
  const { rows } = await pool().query("select workspace_id from subscriber_scores group by 1 having count(*) = 2");
  expect(rows).toEqual([{ workspace_id: fine }]);
});
