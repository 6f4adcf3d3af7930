import { expect, test } from "vitest";
import { prisma } from "@/lib/db/prisma";
import type { Json } from "@/lib/journey/json";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { receiveItems } from "./receive-items";

setUpTestDatabase();

const noAddress: Json[] = ["n/a", "ada@", "ada@example.com, eve@example.com", "", " ", 5];

async function scene() {
  const run = await driveJourneys();
  const workspaceId = run.workspace.id;
  const ada = async () => {
    const where = { workspaceId_externalId: { workspaceId, externalId: "ada" } };
    const { email, attributes } = await prisma().subscriber.findUniqueOrThrow({ where });
    return { email, attributes };
  };
  const identify = (traits: object) => receiveItems(workspaceId, "identify", { userId: "ada", traits });
  await identify({ email: "ada@example.com" });
  return { run, workspaceId, ada, identify };
}

test.each(noAddress)(
  "identify: an e-mail that is no address (%j) is not taken, the other traits are",
  async (email) => {
    const { ada, identify } = await scene();
    expect(await identify({ email, plan: "pro" })).toMatchObject({ status: 202 });
    expect(await ada()).toEqual({ email: "ada@example.com", attributes: { plan: "pro" } });
  },
);

test("so it is in a batch and with an event", async () => {
  const { workspaceId, ada } = await scene();
  const batch = [
    { type: "identify", userId: "ada", traits: { email: "n/a", plan: "pro" } },
    { type: "track", userId: "ada", event: "seen", context: { traits: { email: "unknown", city: "Rome" } } },
  ];
  expect(await receiveItems(workspaceId, "batch", { batch })).toMatchObject({ status: 202, body: { accepted: 2 } });
  expect(await ada()).toEqual({ email: "ada@example.com", attributes: { plan: "pro", city: "Rome" } });
});

test("null clears the address, and any other address replaces it, also one that only mail servers of today take", async () => {
  const { ada, identify } = await scene();
  await identify({ email: " Über@bücher.example " });
  expect(await ada()).toMatchObject({ email: "Über@bücher.example" });
  await identify({ email: null });
  expect(await ada()).toMatchObject({ email: null });
});

test("a late word that is no address does not hold back an earlier one that is", async () => {
  const { ada, identify } = await scene();
  await identify({ email: "n/a" });
  await identify({ email: "ada@example.org" });
  expect(await ada()).toMatchObject({ email: "ada@example.org" });
});

test("a step that writes no address leaves the address as it is", async () => {
  const { run, ada } = await scene();
  await run.journey({
    nodes: [
      { id: "start", type: "trigger.event", config: { event: "told" } },
      { id: "set", type: "update_attributes", config: { set: { email: "{{ event.mail }}", plan: "pro" } } },
    ],
    edges: ["start -> set"],
  });
  await run.event("ada", "told", { mail: "n/a" });
  expect(await ada()).toEqual({ email: "ada@example.com", attributes: { plan: "pro" } });
  expect(await run.runs("ada")).toMatchObject([{ state: "completed" }]);
});
