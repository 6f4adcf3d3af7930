import { expect, test } from "vitest";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { withWorkspace } from "./with-workspace";

setUpTestDatabase();

test("a query without a workspace filter finds nothing of another workspace", async () => {
  const [a, b] = [await createWorkspace(), await createWorkspace()];
  await createSubscriber(a.id, { externalId: "ada" });
  await createSubscriber(b.id, { externalId: "bob" });
  expect(
    await withWorkspace(a.id, (tx) => tx.subscriber.findMany().then((all) => all.map((s) => s.externalId))),
  ).toEqual(["ada"]);
});

test("a row cannot be written into another workspace", async () => {
  const [a, b] = [await createWorkspace(), await createWorkspace()];
  await expect(
    withWorkspace(a.id, (tx) => tx.subscriber.create({ data: { workspaceId: b.id, externalId: "eve" } })),
  ).rejects.toThrow(/row-level security/);
});
