// npm run faults: real processes on a real database, killed, suspended and cut off while they work, PostgreSQL too. The provider's own log
// and the tables are then asked whether anything was lost or done twice. Every fault of registry.ts in turn, about 25 minutes.
//   --only kill,proxy   these alone        --short   the form of `npm test`: few people, one to two minutes        --list   what there is
//   --long              kill: 300 times at each point instead of 30; how long that takes is said as it goes on
//   --at before_commit,after_claim   kill: at these points alone        --minutes 20   kill: whoever has not died by then is spared
import { parseArgs } from "node:util";
import type { Fault } from "./fault";
import { Ground } from "./ground";
import { faults } from "./registry";
import { linesOf, type Played, tableOf, tallyOf } from "./report";
import { type Form, Stage } from "./stage";

const startedAt = performance.now();
const say = (line: string) => console.log(`[${((performance.now() - startedAt) / 1_000).toFixed(1)} s] ${line}`);

const ground = new Ground();
let interrupted = false;
const goneHome = new Promise<never>(() => {});
let stage: Stage | undefined;

function choose({ only, short }: { only?: string; short?: boolean }): readonly Fault[] {
  if (only === undefined) return faults.filter((fault) => (short ? fault.short : fault.name !== "everything"));
  return only.split(",").map((name) => {
    const found = faults.find((fault) => fault.name === name);
    if (!found) throw new Error(`--only takes ${faults.map((fault) => fault.name).join(", ")}; not ${name}`);
    return found;
  });
}

async function play(fault: Fault, form: Form): Promise<Played> {
  const from = performance.now();
  say(`— ${fault.name}: ${fault.about}`);
  let trial: Played["trial"];
  try {
    stage = await Stage.open(fault.name, form, ground, say);
    trial = await fault.run(stage);
  } catch (error) {
    if (interrupted) return goneHome; // what everybody was doing fails when they are sent home
    console.error(error);
    trial = { error: error instanceof Error ? error.message : String(error) };
  }
  if (interrupted) return goneHome;
  await stage?.close();
  stage = undefined;
  const played = { fault, seconds: (performance.now() - from) / 1_000, trial };
  for (const line of linesOf(played)) console.log(line);
  return played;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      short: { type: "boolean" },
      long: { type: "boolean" },
      list: { type: "boolean" },
      at: { type: "string" },
      minutes: { type: "string" },
    },
  });
  if (values.list) {
    for (const { name, about } of faults) console.log(`${name.padEnd(16)}${about}`);
    return 0;
  }
  const chosen = choose(values);
  await ground.open();
  say(`the logs of the workers are in ${ground.scratch}`);
  const played: Played[] = [];
  const { short = false, long = false, minutes } = values;
  const form = { short, long, at: values.at?.split(","), minutes: Number(minutes ?? Number.POSITIVE_INFINITY) };
  for (const fault of chosen) played.push(await play(fault, form));
  const { passed, failed } = tallyOf(played);
  await ground.close(failed > 0);
  console.log(`\n${tableOf(played)}\n`);
  say(failed === 0 ? "nothing lost, nothing twice" : "promises were broken");
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

// Nothing is left behind when it is interrupted, or when whoever started it has gone.
async function interrupt(): Promise<void> {
  if (interrupted) return;
  interrupted = true;
  await stage?.close().catch((error: unknown) => console.error(error));
  await ground.close(false).catch((error: unknown) => console.error(error));
  process.exit(1);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void interrupt());
process.on("unhandledRejection", (error) => {
  if (interrupted) return;
  console.error(error);
  void interrupt();
});
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void interrupt(), 500).unref();

process.exit(
  await main().catch(async (error: unknown) => {
    console.error(error);
    console.log("0 passed, 1 failed");
    await ground.close(true);
    return 1;
  }),
);
