import type pg from "pg";
import { suppressionKey } from "@/lib/channels/address";
import { FIND_SUPPRESSIONS } from "@/lib/db/messages.sql";
import type { ClaimedSend } from "@/lib/db/sends.sql";

/** What PostgreSQL makes lower case and trims as we do. */
const PLAIN = /^[\x21-\x7e]*$/;

/**
 * Claimed mails with the suppressions that the claim could not see: of addresses beyond ASCII that are kept with the mail, or stand with a
 * person who has no key yet. Costs nothing where all addresses are plain.
 */
export async function withSuppressions(client: pg.ClientBase, rows: ClaimedSend[]): Promise<ClaimedSend[]> {
  const asked = rows.flatMap(({ id, workspace_id, enrollment_id, suppressed_for, person, stored }) => {
    // What no journey sends may go to another address than the person's.
    const addresses = [enrollment_id === null ? null : person?.email, stored?.to].filter(
      (address) => typeof address === "string",
    );
    if (suppressed_for !== null || addresses.every((address) => PLAIN.test(address))) return [];
    return addresses.map(suppressionKey).map((address) => ({ id, workspace_id, address }));
  });
  if (asked.length === 0) return rows;
  const { rows: found } = await client.query<{ id: string; reason: string }>(FIND_SUPPRESSIONS, [
    asked.map(({ id }) => id),
    asked.map(({ workspace_id }) => workspace_id),
    asked.map(({ address }) => address),
  ]);
  const reasonOf = new Map(found.map(({ id, reason }) => [id, reason]));
  return rows.map((row) => ({ ...row, suppressed_for: row.suppressed_for ?? reasonOf.get(row.id) ?? null }));
}
