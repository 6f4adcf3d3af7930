// A process that sends events and says on standard output which are acknowledged, one number a line; fault tests kill it.
//   ingest-people.ts <workspace> signed_up|purchase <from> <to> <ms between batches> <people a batch>
// SIGTERM: the batch in hand is sent, then it ends.
import { ingestEvents } from "@/lib/commands/ingest-events";
import { closePool } from "@/lib/db/pool";
import type { IngestItem } from "@/lib/journey/ingest-item";
import { startBoss, stopBoss } from "@/lib/queue/boss";
import { addressOf, buys, planOf } from "./scene";

const [workspace, event = "", from, to, pace, batch] = process.argv.slice(2);
/** While the database is away an answer may take this long to become an error. */
const PAUSE_MS = 200;

let told = false;
process.once("SIGTERM", () => {
  told = true;
});

function itemOf(person: number): IngestItem {
  return {
    kind: "track",
    externalId: `p${person}`,
    event,
    properties: { person },
    messageId: `${event}-${person}`,
    ...(event === "signed_up"
      ? { traits: { email: addressOf(person), first_name: `P${person}`, plan: planOf(person) } }
      : {}),
  };
}

await startBoss("web").catch(() => undefined); // without the queue the sweep finds the work
for (let first = Number(from); first < Number(to) && !told; ) {
  const people = Array.from({ length: Math.min(Number(batch), Number(to) - first) }, (_, i) => first + i);
  const sent = event === "purchase" ? people.filter(buys) : people;
  try {
    const result = await ingestEvents(Number(workspace), sent.map(itemOf));
    if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors[0]));
    process.stdout.write(sent.map((p) => `${p}\n`).join(""));
    first += people.length;
    await new Promise((resolve) => setTimeout(resolve, Number(pace)));
  } catch (error) {
    // As a client would: nothing was promised, so it is sent again, also when told to stop.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
await stopBoss(500);
await closePool();
process.exit(0);
