import type { CrmProperties } from "@/lib/api/schemas/crm-connection";
import { NOTE_CRM_PROBLEM } from "@/lib/db/crm.sql";
import { pool } from "@/lib/db/pool";
import type { CallEnvironment } from "./calls/call-channel";
import { callEnvironment } from "./calls/call-environment";
import { type OpenedCrm, openCrms } from "./calls/open-crm";

const UNREADABLE = "the credentials cannot be opened any more: enter them again";

async function openOwn(workspaceId: number, id: string, env: CallEnvironment): Promise<OpenedCrm | undefined> {
  const crm = (await openCrms(pool(), [id], env)).get(id);
  return crm?.workspaceId === workspaceId ? crm : undefined;
}

/** The properties that contacts have in a connected CRM, as the CRM tells them now. Undefined: no such connection of ours. */
export async function readCrmProperties(
  workspaceId: number,
  id: string,
  env: CallEnvironment = callEnvironment(),
): Promise<CrmProperties | undefined> {
  const crm = await openOwn(workspaceId, id, env);
  if (!crm) return undefined;
  if (!crm.connection) return { data: [], problem: UNREADABLE };
  const told = await crm.connection.properties();
  return told.kind === "done" ? { data: told.value, problem: null } : { data: [], problem: told.reason };
}

/** Tries a connection's credentials again and keeps what came of it. False: no such connection of ours. */
export async function checkCrmConnection(
  workspaceId: number,
  id: string,
  env: CallEnvironment = callEnvironment(),
): Promise<boolean> {
  const crm = await openOwn(workspaceId, id, env);
  if (!crm) return false;
  const checked = await crm.connection?.check();
  const problem = checked === undefined ? UNREADABLE : checked.kind === "done" ? null : checked.reason;
  await pool().query(NOTE_CRM_PROBLEM, [id, problem]);
  return true;
}
