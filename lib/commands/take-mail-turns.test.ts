import { describe, expect, test } from "vitest";
import { SeededChance } from "@/lib/testing/seeded-chance";
import { type InLine, type MailLine, moveLine } from "./take-mail-turns";

type Mail = InLine & { urgent?: boolean };

const mail = (id: string, made: number, head = 60_000): Mail => ({
  id,
  enrollment_id: "1",
  reason: null,
  created_at: made,
  due_at: made - head,
});

/** Lets time go on from look to look, as workers do: claims what is due, in order and in pieces. */
function play(arrivals: readonly Mail[], perSecond: number, chance: SeededChance, until: number) {
  let line: MailLine = { turns: [], line_ends: 0 };
  const queue = [...arrivals];
  const sent: { id: string; at: number }[] = [];
  let putOff = 0;
  for (let now = 0; now <= until && queue.length > 0; now += 50 + chance.below(200)) {
    for (;;) {
      const due = queue
        .filter((one) => one.due_at <= now && one.created_at <= now)
        .sort((a, b) => a.due_at - b.due_at)
        .slice(0, 1 + chance.below(40));
      if (due.length === 0) break;
      const moved = moveLine(line, due, perSecond, now);
      line = moved.line;
      for (const { id } of moved.go) {
        sent.push({ id, at: now });
        queue.splice(
          queue.findIndex((one) => one.id === id),
          1,
        );
      }
      for (const { mail: one, due: later } of moved.wait) {
        expect(later).toBeGreaterThan(now);
        Object.assign(one, { due_at: later, reason: one.reason ?? "rate_limited" });
        putOff += 1;
      }
    }
  }
  return { sent, left: queue, putOff };
}

const most = (sent: readonly { at: number }[]) =>
  Math.max(...sent.map(({ at }) => sent.filter((one) => one.at >= at && one.at < at + 1_000).length));

describe("moveLine", () => {
  test("no second holds more than the limit, everybody goes, and the limit is used", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const chance = new SeededChance(seed);
      const perSecond = chance.of(1, 2, 5, 20, 100);
      const count = perSecond * 8 + chance.below(60);
      const arrivals = Array.from({ length: count }, (_, n) => mail(`m${n}`, chance.below(6_000)));
      const { sent, left, putOff } = play(arrivals, perSecond, chance, 600_000);
      expect([seed, left.length]).toEqual([seed, 0]);
      expect(most(sent)).toBeLessThanOrEqual(perSecond);
      const needed = (count / perSecond) * 1_000;
      expect(Math.max(...sent.map(({ at }) => at))).toBeLessThan(6_000 + needed * 1.6 + 2_000);
      expect(putOff).toBeLessThan(count * 8);
    }
  });

  test("after workers were away for an hour the limit holds all the same", () => {
    const chance = new SeededChance(3);
    const arrivals = Array.from({ length: 300 }, (_, n) => mail(`m${n}`, 0));
    const before = play(arrivals, 10, chance, 5_000);
    let line: MailLine = { turns: [], line_ends: 30_000 };
    const now = 3_600_000;
    let gone = 0;
    for (let from = 0; from < before.left.length; from += 40) {
      const moved = moveLine(line, before.left.slice(from, from + 40), 10, now);
      line = moved.line;
      gone += moved.go.length;
    }
    expect(gone).toBe(10);
  });

  test("the critical one and the test mail overtake the line, the rest keeps its order", () => {
    const chance = new SeededChance(5);
    const normal = Array.from({ length: 50 }, (_, n) => mail(`n${n}`, n));
    const urgent = [mail("critical", 2_000, 3_600_000), { ...mail("try", 2_000), enrollment_id: null }];
    const { sent } = play([...normal, ...urgent], 5, chance, 100_000);
    const at = (id: string) => sent.findIndex((one) => one.id === id);
    expect(at("critical")).toBeLessThan(25);
    expect(at("try")).toBeLessThan(25);
    const order = sent.map(({ id }) => id).filter((id) => id.startsWith("n"));
    const places = order.map((id, place) => Math.abs(place - Number(id.slice(1))));
    expect(Math.max(...places)).toBeLessThan(12);
  });
});
