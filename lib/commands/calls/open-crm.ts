import type pg from "pg";
import * as z from "zod";
import { openSecret } from "@/lib/auth/sealed-secret";
import type { CrmConnection } from "@/lib/channels/crm/crm-connection";
import { crmKind } from "@/lib/channels/crm/registry";
import { CRM_CONNECTIONS } from "@/lib/db/crm.sql";
import type { CallEnvironment } from "./call-channel";

export type OpenedCrm = {
  id: string;
  workspaceId: number;
  kind: string;
  /** undefined: the credentials cannot be opened any more */
  connection: CrmConnection | undefined;
  problem: string | null;
  /** real time in ms */
  heldUntil: number | undefined;
};

type Row = {
  id: string;
  workspace_id: number;
  kind: string;
  sealed: string;
  problem: string | null;
  held_until: number | null;
};

const credentialsSchema = z.record(z.string(), z.string());

/** Working connections by id. Whoever uses one compares its workspace with their own. */
export async function openCrms(
  db: pg.PoolClient | pg.Pool,
  ids: readonly string[],
  env: CallEnvironment,
): Promise<Map<string, OpenedCrm>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Row>(CRM_CONNECTIONS, [[...new Set(ids)]]);
  return new Map(
    rows.map(({ id, workspace_id: workspaceId, kind, sealed, problem, held_until }) => {
      const opened = openSecret(sealed, { workspaceId, purpose: "crm" }, env.secret);
      const credentials = opened === undefined ? undefined : credentialsSchema.parse(JSON.parse(opened));
      const http = { allowPrivate: env.webhookAllowPrivate, now: env.realNow };
      const connection = credentials ? crmKind(kind)?.connect(credentials, http) : undefined;
      const heldUntil = held_until === null ? undefined : Number(held_until);
      return [id, { id, workspaceId, kind, connection, problem, heldUntil }];
    }),
  );
}
