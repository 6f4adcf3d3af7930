import v8 from "node:v8";
import vm from "node:vm";
import { prepareEngine } from "./engine-scene";
import { lanes, medianOf } from "./measure";
import type { Section } from "./section";

v8.setFlagsFromString("--expose-gc");
const collectGarbage: () => void = vm.runInNewContext("gc");

/** Walks in all: ten readings of the heap, one after each tenth. */
const WALKS = 1_000_000;
const READINGS = 10;

/** Goal 11: the worker's memory over many walks. The first readings, while caches fill, are left out. */
export const memorySection: Section = async (context) => {
  const engine = await prepareEngine(Math.min(context.people, 100_000));
  const target = Number(process.env.BENCH_WALKS ?? WALKS);
  const heap: number[] = [];
  let walked = 0;
  for (let i = 0; i < READINGS; i += 1) {
    while (walked < ((i + 1) * target) / READINGS)
      walked += (await lanes(2, 0.5, (lane) => engine.walk(lane, 2, 1_000))).operations;
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed / 1e6);
  }
  const early = medianOf(heap.slice(2, 5));
  const late = medianOf(heap.slice(-3));
  return {
    figures: [],
    goals: [
      {
        name: `11 heap after ${walked.toLocaleString("en-US")} walks over early heap`,
        value: late / early,
        goal: 1.1,
        atMost: true,
      },
    ],
  };
};
