import { expect, test } from "vitest";
import { sandboxShard } from "@/lib/db/shard";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { walkHandler } from "./walk";

setUpTestDatabase();

test("a shard that cannot be walked keeps no other shard of the same delivery from its people", async () => {
  const run = await driveJourneys();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "came" } },
      { id: "tag", type: "add_tag", config: { tag: "seen" } },
    ],
    edges: ["start -> tag"],
  });
  await run.ingest("ada", "came");
  const ofNobody = sandboxShard(run.workspace.id + 1_000);
  const jobs = [ofNobody, sandboxShard(run.workspace.id)].map((shard) => ({ data: { shard } }));
  const handle = walkHandler(new AbortController().signal);
  await expect(handle(jobs)).rejects.toThrow("does not exist");
  expect(await run.path("ada")).toEqual(["start", "tag"]);
});
