import { beforeAll, describe, expect, test } from "vitest";
import { eraseSubscriber } from "@/lib/commands/erase-subscriber";
import { prisma } from "@/lib/db/prisma";
import { createSubscriber } from "@/lib/testing/factories";
import { driveJourneys, type JourneyDriver, sketchGraph } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { type Call, keyClient } from "./_testing/api-driver";
import { sessionClient } from "./_testing/session-client";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

const sketch = (offer: string) =>
  sketchGraph({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "signed_up" } },
      {
        id: "loyal",
        type: "branch",
        config: { condition: { event: "purchase", count: { op: "greater_than", value: 1 } } },
      },
      { id: "offer", type: "email", config: { subject: `${offer}, {{ first_name }}`, body: "Hello" } },
      { id: "welcome", type: "email", config: { subject: "Welcome, {{ first_name }}", body: "Hello" } },
    ],
    edges: ["start -> loyal", "loyal -yes-> offer", "loyal -no-> welcome"],
  });

describe("tests of a journey", () => {
  let driver: JourneyDriver;
  let api: Call;
  let id: string;

  const change = async (graph: unknown) => {
    const { revision } = await prisma().journey.findUniqueOrThrow({ where: { id } });
    const saved = await api("PATCH", `/journeys/${id}`, { graph }, { "if-match": `"${revision}"` });
    expect(saved.status).toBe(200);
  };
  const run = async () => (await api("POST", `/journeys/${id}/tests/run`, {})).body;

  beforeAll(async () => {
    driver = await driveJourneys();
    api = await keyClient(driver.workspace.id);
    const made = await api("POST", "/journeys", { name: "Welcome", graph: sketch("An offer") });
    id = (made.body as { id: string }).id;
    await createSubscriber(driver.workspace.id, { externalId: "ada", firstName: "Ada" });
    for (let i = 0; i < 2; i++) await driver.ingest("ada", "purchase", { total: 10 });
    await driver.ingest("ada", "unrelated", {});
  });

  test("J6 a walk of a real person is saved as a test with one call, with a copy of what it looked at", async () => {
    const recorded = await api("POST", `/journeys/${id}/tests/record`, {
      name: "Ada gets the offer",
      external_id: "ada",
      trigger: { event: "signed_up" },
    });
    expect(recorded).toMatchObject({
      status: 201,
      body: {
        name: "Ada gets the offer",
        person: { external_id: "ada", first_name: "Ada", history: [{ event: "purchase" }, { event: "purchase" }] },
        expect: {
          path: [{ node_id: "start" }, { node_id: "loyal", port: "yes" }, { node_id: "offer", port: "next" }],
          messages: [{ node_id: "offer", subject_contains: "An offer, Ada" }],
          ended: "completed",
        },
      },
    });
    expect(await run()).toMatchObject({ passed: 1, failed: 0 });
    // The person changes; the test does not.
    await driver.ingest("ada", "purchase", { total: 10 });
    expect(await run()).toMatchObject({ passed: 1, failed: 0 });
  });

  test("J6 a failing test says the first difference and keeps the draft from being published", async () => {
    await change(sketch("Ten percent"));
    expect(await run()).toMatchObject({
      passed: 0,
      failed: 1,
      results: [
        {
          name: "Ada gets the offer",
          difference: {
            in: "messages",
            index: 0,
            expected: "offer with “An offer, Ada”",
            actual: "offer with “Ten percent, Ada”",
          },
        },
      ],
    });
    const refused = await api("POST", `/journeys/${id}/publish`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: "test_failed" }] } });
    expect(await prisma().journeyVersion.count({ where: { journeyId: id } })).toBe(0);
  });

  test("only an owner overrides, with a reason, which the audit log keeps", async () => {
    const override = { override_tests: { reason: "The subject is meant to change." } };
    expect(await api("POST", `/journeys/${id}/publish`, override)).toMatchObject({ status: 403 });
    const admin = await sessionClient(driver.workspace, "admin");
    expect(await admin("POST", `/journeys/${id}/publish`, override)).toMatchObject({ status: 403 });
    const owner = await sessionClient(driver.workspace, "owner");
    const noReason = await owner("POST", `/journeys/${id}/publish`, { override_tests: { reason: " " } });
    expect(noReason).toMatchObject({ status: 422, body: { errors: [{ path: "override_tests.reason" }] } });
    expect(await owner("POST", `/journeys/${id}/publish`, override)).toMatchObject({ status: 200 });
    const line = await prisma().auditEntry.findFirst({ where: { action: "journey.published", target: id } });
    expect(line?.data).toMatchObject({ tests_failing: 1, override_reason: "The subject is meant to change." });
  });

  test("tests are written, changed, renamed and deleted; names are one of a kind", async () => {
    const written = {
      name: "Newcomer",
      person: { first_name: "Bo" },
      trigger: { event: "signed_up" },
      expect: { ended: "completed" },
    };
    const made = await api("POST", `/journeys/${id}/tests`, written);
    expect(made).toMatchObject({ status: 201, body: { name: "Newcomer", start_at: expect.any(String) } });
    const { id: test_id } = made.body as { id: string };
    expect(await api("POST", `/journeys/${id}/tests`, written)).toMatchObject({ status: 409 });
    const changed = await api("PATCH", `/journeys/${id}/tests/${test_id}`, {
      expect: { messages: [{ node_id: "welcome", subject_contains: "Bo" }] },
    });
    expect(changed).toMatchObject({ status: 200, body: { person: { first_name: "Bo" } } });
    expect((await api("POST", `/journeys/${id}/tests/run`, { test_ids: [test_id] })).body).toMatchObject({ passed: 1 });
    const taken = await api("PATCH", `/journeys/${id}/tests/${test_id}`, { name: "Ada gets the offer" });
    expect(taken).toMatchObject({ status: 409 });
    expect(await api("DELETE", `/journeys/${id}/tests/${test_id}`)).toMatchObject({ status: 204 });
    expect(await api("GET", `/journeys/${id}/tests/${test_id}`)).toMatchObject({ status: 404 });
  });

  test("what cannot be a test is refused with the field's name", async () => {
    const wrong = async (body: object) => (await api("POST", `/journeys/${id}/tests`, { name: "X", ...body })).body;
    expect(await wrong({ expect: {} })).toMatchObject({ errors: [{ path: "expect" }] });
    expect(await wrong({ expect: { ended: "asleep" } })).toMatchObject({ errors: [{ path: "expect.ended" }] });
    expect(await wrong({ events: [{ event: "x", after: "soon" }], expect: { ended: "completed" } })).toMatchObject({
      errors: [{ path: "events.0.after" }],
    });
    const unknown = await api("POST", `/journeys/${id}/tests/run`, {
      test_ids: ["00000000-0000-7000-8000-000000000000"],
    });
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ path: "test_ids" }] } });
    const nobody = await api("POST", `/journeys/${id}/tests/record`, { external_id: "nobody" });
    expect(nobody).toMatchObject({ status: 422, body: { errors: [{ path: "external_id" }] } });
  });

  test("erasing a person takes the tests that hold a copy of them along", async () => {
    expect(await prisma().journeyTest.count({ where: { journeyId: id } })).toBe(1);
    expect(await eraseSubscriber(driver.workspace.id, "ada", "a-secret-for-tests-that-is-long-enough")).toBe(true);
    expect(await prisma().journeyTest.count({ where: { journeyId: id } })).toBe(0);
  });
});
