import type pg from "pg";
import { suppressionKey } from "@/lib/channels/address";
import { erasedAddressKey } from "@/lib/channels/erased-address";
import {
  ERASE_LISTED,
  ERASE_NAMED,
  FORGET_IN_NOTICES,
  FORGET_IN_WORDS,
  FORGET_SAMPLES,
  HASH_SUPPRESSION,
  LOCK_FOR_ERASURE,
} from "@/lib/db/erase.sql";
import { runTransaction } from "@/lib/db/run-transaction";
import { shardOf } from "@/lib/db/shard";
import { escapeHtml } from "@/lib/email/liquid/escape";
import { eraseTraces, type TracesOf } from "./erase-traces";
import { readIngestWorkspace } from "./ingest-workspace";
import { stragglersGone } from "./stragglers-gone";

/** A shorter one would be found in everybody's data. */
const SEARCHED_LENGTH_MIN = 5;

type Person = { id: string; email: string | null; phone: string | null; unsubscribed: boolean };
type Erased = TracesOf & { externalId: string };

async function eraseEverything(client: pg.ClientBase, erased: Erased): Promise<void> {
  const { workspaceId, externalId, subscriberId } = erased;
  await eraseTraces(client, erased);
  for (const statement of ERASE_NAMED) await client.query(statement, [workspaceId, externalId]);
  await client.query(ERASE_LISTED, [workspaceId, externalId, subscriberId]);
}

/** An address that must not be written to stays recognisable by a keyed hash, and by nothing else. */
async function hashSuppression(
  client: pg.ClientBase,
  workspaceId: number,
  { email, unsubscribed }: Person,
  secret: string,
) {
  if (!email) return;
  await client.query(HASH_SUPPRESSION, [
    workspaceId,
    suppressionKey(email),
    erasedAddressKey(email, secret),
    unsubscribed,
  ]);
}

async function forgetSamples(
  client: pg.ClientBase,
  workspaceId: number,
  texts: readonly (string | null)[],
): Promise<void> {
  const searched = texts.flatMap((text) => (text && text.length >= SEARCHED_LENGTH_MIN ? [text.toLowerCase()] : []));
  if (searched.length > 0) await client.query(FORGET_SAMPLES, [workspaceId, searched]);
}

/** An address as a regular expression of PostgreSQL. A longer one that ends or begins with it is somebody else's. */
function asPattern(address: string): string {
  const itself = address.replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&");
  return `(?<![[:alnum:]])(?<![[:alnum:]][._+])${itself}(?![[:alnum:]])`;
}

/** In the words of the team an address is taken out wherever it stands; other words about the person are the team's own. */
async function forgetInWords(client: pg.ClientBase, workspaceId: number, { email, phone }: Person): Promise<void> {
  for (const address of [email, phone]) {
    if (!address || address.length < SEARCHED_LENGTH_MIN) continue;
    const pattern = asPattern(address);
    for (const statement of FORGET_IN_WORDS) await client.query(statement, [workspaceId, pattern]);
    await client.query(FORGET_IN_NOTICES, [workspaceId, pattern, asPattern(escapeHtml(address))]);
  }
}

async function erase(
  client: pg.ClientBase,
  workspaceId: number,
  externalId: string,
  secret: string,
): Promise<Erased | undefined> {
  const workspace = await readIngestWorkspace(client, workspaceId);
  const { rows } = await client.query<Person>(LOCK_FOR_ERASURE, [workspaceId, externalId]);
  const [person] = rows;
  if (!person) return undefined;
  const shard = shardOf(workspace, person.id);
  const erased = { workspaceId, externalId, subscriberId: person.id, now: workspace.now, shard };
  await eraseEverything(client, erased);
  await hashSuppression(client, workspaceId, person, secret);
  await forgetSamples(client, workspaceId, [person.email, person.phone, externalId]);
  await forgetInWords(client, workspaceId, person);
  await client.query("delete from subscribers where workspace_id = $1 and id = $2", [workspaceId, person.id]);
  return erased;
}

/**
 * Erases a person: their events, runs' stories, waits, messages and memberships. Their runs end as exited ("erased") and the counters
 * stay true. What is left of a suppressed address is a keyed hash. A flush or a walk that had already looked the person up
 * may still commit a trace; so everything is erased once more when those are over (what takes longer still, eraseLeftBehind finds). Resolves to false when there is no such person.
 */
export async function eraseSubscriber(workspaceId: number, externalId: string, secret: string): Promise<boolean> {
  const erased = await runTransaction((client) => erase(client, workspaceId, externalId, secret));
  if (!erased) return false;
  await stragglersGone();
  await runTransaction((client) => eraseEverything(client, erased));
  return true;
}
