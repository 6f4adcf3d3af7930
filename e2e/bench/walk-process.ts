// node --import tsx e2e/bench/walk-process.ts FIRST_DAY INDEX COUNT: a process that walks its share of the shards. It takes seconds from its
// input, one line each, walks for so long and prints how many people that were.
import { createInterface } from "node:readline";
import { wheel } from "./engine-scene";
import { lanes } from "./measure";

const [firstDay = 0, index = 0, count = 1] = process.argv.slice(2).map(Number);
const walk = wheel(firstDay, false);

for await (const line of createInterface({ input: process.stdin })) {
  const { operations, seconds = 1 } = await lanes(2, Number(line), (lane) => walk(index * 2 + lane, count * 2, 1_000));
  console.log(operations, seconds);
}
process.exit(0);
