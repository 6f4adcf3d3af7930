import type pg from "pg";
import { appSecret } from "@/lib/auth/app-secret";
import { suppressionKey } from "@/lib/channels/address";
import { erasedAddressKey } from "@/lib/channels/erased-address";
import { HAS_ERASED, RESTORE_SUPPRESSIONS } from "@/lib/db/erase.sql";

/**
 * An erased address that must not be written to and that people have now been given again is suppressed again under its own name, in
 * the transaction that gives it. Costs one look into an index where nobody suppressed was ever erased.
 */
export async function restoreSuppressions(
  client: pg.ClientBase,
  workspaceId: number,
  emails: readonly string[],
): Promise<void> {
  if (emails.length === 0) return;
  const { rows } = await client.query({ name: "has-erased", text: HAS_ERASED, values: [workspaceId] });
  if (rows.length === 0) return;
  const secret = appSecret();
  const addresses = [...new Set(emails.map(suppressionKey))];
  await client.query(RESTORE_SUPPRESSIONS, [workspaceId, addresses, addresses.map((a) => erasedAddressKey(a, secret))]);
}
