import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Principal } from "@/lib/auth/principal";
import { inTransaction } from "@/lib/db/in-transaction";
import { pool } from "@/lib/db/pool";
import { createWorkspace } from "@/lib/testing/factories";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { addCodes } from "./add-codes";
import { archiveCodePool, changeCodePool } from "./change-code-pool";
import { type CodeWish, takeCodes } from "./take-codes";

setUpTestDatabase();

const journeyId = randomUUID();

async function scene(codes: number, fallback_code = "") {
  const workspace = await createWorkspace();
  const principal: Principal = { kind: "key", workspaceId: workspace.id, keyId: randomUUID(), scope: "full" };
  const made = await changeCodePool(principal, undefined, { name: "Spring", fallback_code });
  if (!made.ok) throw new Error(made.reason);
  const names = Array.from({ length: codes }, (_, i) => `CODE-${i}`);
  if (codes > 0) await addCodes(principal, made.pool.id, { codes: names });
  const wish = (person: number, changes: Partial<CodeWish> = {}): CodeWish => ({
    sendId: randomUUID(),
    workspaceId: workspace.id,
    poolId: made.pool.id,
    subscriberId: String(person),
    journeyId,
    at: Date.now(),
    ...changes,
  });
  const take = (...wishes: CodeWish[]) => inTransaction((client) => takeCodes(client, wishes));
  return { principal, pool: made.pool, wish, take };
}

const values = (codes: Map<string, string>) => [...codes.values()];

describe("takeCodes", () => {
  it("gives each person one code, and the same again in the same journey", async () => {
    const { wish, take } = await scene(5);
    const [a, b] = [wish(1), wish(2)];
    const first = await take(a, b);
    expect(new Set(values(first)).size).toBe(2);
    expect(await take(a, wish(1))).toEqual(
      new Map([
        [a.sendId, first.get(a.sendId)],
        [expect.anything(), first.get(a.sendId)],
      ]),
    );
    const elsewhere = wish(1, { journeyId: randomUUID() });
    expect((await take(elsewhere)).get(elsewhere.sendId)).not.toBe(first.get(a.sendId));
  });

  it("gives two mails of one person in one batch one code", async () => {
    const { wish, take } = await scene(5);
    expect(new Set(values(await take(wish(1), wish(1))))).toHaveProperty("size", 1);
  });

  it("gives a code back when what it was taken for is rolled back", async () => {
    const { wish, take } = await scene(1);
    const failing = inTransaction(async (client) => {
      await takeCodes(client, [wish(1)]);
      throw new Error("the worker died");
    });
    await expect(failing).rejects.toThrow("died");
    expect(values(await take(wish(2)))).toEqual(["CODE-0"]);
  });

  it("never gives a code twice, nor one person two, with twenty takers at once", async () => {
    const { wish, take, pool: made } = await scene(300);
    const batches = Array.from({ length: 20 }, (_, n) =>
      // every person is in two batches
      Array.from({ length: 30 }, (_, i) => wish(((n * 15 + i) % 300) + 1)),
    );
    const given = await Promise.all(batches.map((batch) => take(...batch)));
    const byPerson = new Map<string, Set<string>>();
    batches.forEach((batch, i) => {
      for (const { sendId, subscriberId } of batch) {
        const code = given[i]?.get(sendId);
        if (code === undefined) throw new Error("somebody got none");
        byPerson.set(subscriberId, (byPerson.get(subscriberId) ?? new Set()).add(code));
      }
    });
    expect([...byPerson.values()].every((codes) => codes.size === 1)).toBe(true);
    expect(new Set([...byPerson.values()].flatMap((codes) => [...codes])).size).toBe(300);
    const { rows } = await pool().query(
      "select count(*)::int as n from discount_codes where pool_id = $1 and subscriber_id is null",
      [made.id],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("gives the fallback when none is left, and nothing without one", async () => {
    const empty = await scene(1);
    expect((await empty.take(empty.wish(1), empty.wish(2))).size).toBe(1);
    const shared = await scene(0, "SAVE10");
    expect(values(await shared.take(shared.wish(1), shared.wish(2)))).toEqual(["SAVE10", "SAVE10"]);
    await archiveCodePool(shared.principal, shared.pool.id, new Date());
    expect((await shared.take(shared.wish(3))).size).toBe(0);
  });

  it("gives nothing of another workspace's pool", async () => {
    const mine = await scene(5);
    const theirs = await createWorkspace();
    expect((await mine.take(mine.wish(1, { workspaceId: theirs.id }))).size).toBe(0);
  });
});

describe("addCodes", () => {
  it("generates codes that differ, and leaves known ones alone", async () => {
    const { principal, pool: made } = await scene(3);
    expect(await addCodes(principal, made.id, { codes: ["CODE-0", "NEW-1", "NEW-1"] })).toEqual({ added: 1, known: 1 });
    expect(await addCodes(principal, made.id, { generate: { count: 500, prefix: "A-", length: 8 } })).toEqual({
      added: 500,
      known: 0,
    });
    expect(await addCodes(principal, randomUUID(), { codes: ["X-1"] })).toBeUndefined();
  });
});
