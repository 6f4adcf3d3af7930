import { expect, test } from "vitest";
import { createSubscriber, createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { isTooSlow, withWorkspace } from "./with-workspace";

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

test("two that lock each other out are both done in the end", async () => {
  const { id } = await createWorkspace();
  const people = [await createSubscriber(id), await createSubscriber(id)];
  let begun = 0;
  let bothBegun = () => {};
  const both = new Promise<void>((resolve) => {
    bothBegun = resolve;
  });
  const tagInOrder = (order: typeof people) =>
    withWorkspace(id, async (tx) => {
      for (const person of order) {
        await tx.subscriber.update({ where: { id: person.id }, data: { tags: { push: "seen" } } });
        if (++begun === 2) bothBegun();
        await both;
      }
    });
  await Promise.all([tagInOrder(people), tagInOrder(people.toReversed())]);
  const tags = await withWorkspace(id, (tx) => tx.subscriber.findMany({ select: { tags: true } }));
  expect(tags).toEqual([{ tags: ["seen", "seen"] }, { tags: ["seen", "seen"] }]);
});

test("a statement that takes too long is stopped in the database, and told apart from what is broken", async () => {
  const { id } = await createWorkspace();
  const [limit] = await withWorkspace(
    id,
    (tx) => tx.$queryRaw<{ limit: string }[]>`select current_setting('statement_timeout') as "limit"`,
  );
  expect(limit).toEqual({ limit: "18s" });
  const slow = withWorkspace(id, async (tx) => {
    await tx.$executeRaw`set local statement_timeout = 20`;
    await tx.$queryRaw`select 1 from pg_sleep(5)`;
  });
  expect(isTooSlow(await slow.catch((error: unknown) => error))).toBe(true);
  const broken = withWorkspace(id, (tx) => tx.$queryRaw`select 1 / 0`);
  expect(isTooSlow(await broken.catch((error: unknown) => error))).toBe(false);
});
