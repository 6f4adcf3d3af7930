import { pool } from "@/lib/db/pool";
import { prepareEngine } from "./engine-scene";
import { lanes, medianOf } from "./measure";
import type { Section } from "./section";

const HELD_SECONDS = 60;
const READING_SECONDS = 1;

/**
 * Goal 5: walks/s while somebody (a dump, a long report) holds an old snapshot, so that nothing that was deleted since can be cleaned away.
 * The last quarter of the minute counts, when most has piled up.
 */
export const snapshotSection: Section = async (context) => {
  const engine = await prepareEngine(context.people);
  const read = async (seconds: number) => {
    const rates: number[] = [];
    for (const from = performance.now(); performance.now() - from < seconds * 1_000; ) {
      const { operations, seconds: took = READING_SECONDS } = await lanes(2, READING_SECONDS, (lane) =>
        engine.walk(lane, 2, 1_000),
      );
      rates.push(operations / took);
    }
    return rates;
  };
  await read(READING_SECONDS);
  const before = await read(READING_SECONDS * context.rounds);
  const holder = await pool().connect();
  // What holds a snapshot so long is not one of our own transactions, which would be ended.
  await holder.query("set idle_in_transaction_session_timeout = 0");
  await holder.query("begin isolation level repeatable read");
  await holder.query("select count(*) from workspaces");
  const held = await read(HELD_SECONDS);
  await holder.query("rollback");
  holder.release(true);
  const after = await read(READING_SECONDS * context.rounds);
  const undisturbed = medianOf([...before, ...after]);
  const late = held.slice(-Math.ceil(held.length / 4)).map((rate) => rate / undisturbed);
  return {
    figures: [],
    goals: [
      {
        name: `5 walks/s under a snapshot held for ${HELD_SECONDS} s over undisturbed`,
        value: medianOf(late),
        goal: 0.7,
        spread: { min: Math.min(...late), max: Math.max(...late) },
      },
    ],
  };
};
