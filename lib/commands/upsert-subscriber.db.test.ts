import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { createWorkspace } from "@/lib/testing/factories";
import { createLiveJourney } from "@/lib/testing/live-journey";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { ingestEvents } from "./ingest-events";
import { upsertSubscriber } from "./upsert-subscriber";

setUpTestDatabase();

test("absent keeps, null clears, attributes merge by name, tags are replaced", async () => {
  const { id } = await createWorkspace();
  const first = await upsertSubscriber(id, "ada", {
    email: "a@x.test",
    first_name: "Ada",
    attributes: { plan: "pro", city: "Rome" },
    tags: ["a", "b", "a"],
  });
  expect(first).toMatchObject({ created: true, subscriber: { email: "a@x.test", tags: ["a", "b"] } });
  const second = await upsertSubscriber(id, "ada", {
    first_name: null,
    attributes: { city: null, plan: "team", n: 1 },
    tags: ["c"],
  });
  expect(second).toMatchObject({
    created: false,
    subscriber: {
      id: first.subscriber.id,
      email: "a@x.test",
      first_name: null,
      attributes: { plan: "team", n: 1 },
      tags: ["c"],
    },
  });
  const { rows } = await pool().query("select email, first_name, attributes, tags from subscribers where id = $1", [
    first.subscriber.id,
  ]);
  expect(rows).toEqual([{ email: "a@x.test", first_name: null, attributes: { plan: "team", n: 1 }, tags: ["c"] }]);
});

test("a tag that comes or goes leaves alone what others have set meanwhile", async () => {
  const { id } = await createWorkspace();
  await upsertSubscriber(id, "ada", { tags: ["a", "b"] });
  await upsertSubscriber(id, "ada", { add_tags: ["from a journey"] });
  const { subscriber } = await upsertSubscriber(id, "ada", { add_tags: ["c", "a"], remove_tags: ["b"] });
  expect(subscriber.tags).toEqual(["a", "from a journey", "c"]);
  const none = await upsertSubscriber(id, "bob", { remove_tags: ["a"] });
  expect(none.subscriber.tags).toEqual([]);
});

test("what the API wrote is not overwritten by an event that happened before", async () => {
  const { id } = await createWorkspace();
  await upsertSubscriber(id, "ada", { attributes: { plan: "pro" } });
  await ingestEvents(id, [
    { kind: "identify", externalId: "ada", traits: { plan: "free", city: "Rome" }, occurredAt: Date.now() - 60_000 },
  ]);
  const { subscriber } = await upsertSubscriber(id, "ada", {});
  expect(subscriber.attributes).toEqual({ plan: "pro", city: "Rome" });
});

test("writes through the API and by events set off the same attribute triggers", async () => {
  const { id } = await createWorkspace();
  const { journeyId } = await createLiveJourney(
    id,
    { nodes: [{ id: "s", type: "trigger.attribute_changed", config: { attribute: "seats", to: "5" } }] },
    { reentry: { policy: "parallel" } },
  );
  await upsertSubscriber(id, "ada", { attributes: { seats: 5 } });
  await upsertSubscriber(id, "ada", { attributes: { seats: 5 } });
  await ingestEvents(id, [{ kind: "identify", externalId: "ada", traits: { seats: 4 } }]);
  await ingestEvents(id, [{ kind: "identify", externalId: "ada", traits: { seats: 5 } }]);
  const { rows } = await pool().query("select trigger from enrollments where journey_id = $1 order by id", [journeyId]);
  expect(rows.map(({ trigger }) => trigger.properties)).toEqual([
    { attribute: "seats", from: null, to: 5 },
    { attribute: "seats", from: 4, to: 5 },
  ]);
});

test("two who write the same person at the same time both count", async () => {
  const { id } = await createWorkspace();
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, i) => upsertSubscriber(id, "ada", { attributes: { [`k${i}`]: i } })),
  );
  expect(made.filter(({ created }) => created)).toHaveLength(1);
  const { subscriber } = await upsertSubscriber(id, "ada", {});
  expect(Object.keys(subscriber.attributes)).toHaveLength(8);
});
