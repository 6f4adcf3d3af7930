import { type CrmCall, crmCallAnswer, crmCallSchema, fillCrmCall } from "@/lib/channels/crm/crm-call";
import type { CrmResult } from "@/lib/channels/crm/crm-connection";
import { HOLD_CRM, NOTE_CRM_PROBLEM } from "@/lib/db/crm.sql";
import { pool } from "@/lib/db/pool";
import type { CallChannel } from "./call-channel";
import { type OpenedCrm, openCrms } from "./open-crm";

/** Contacts of connected CRMs. An upsert may be repeated, so attempts of which nobody knows are. */
export const crmChannel: CallChannel<CrmCall> = {
  name: "crm",
  parse: (stored) => crmCallSchema.safeParse(stored).data,
  fill: ({ config }, fill) => fillCrmCall(config, fill),
  shown: (request) => request,
  open: async (db, requests, env) => {
    const crms = await openCrms(
      db,
      requests.map(({ request }) => request.connection_id),
      env,
    );
    const crmOf = (workspaceId: number, { connection_id }: CrmCall) => {
      const crm = crms.get(connection_id);
      return crm?.workspaceId === workspaceId ? crm : undefined;
    };
    return {
      provider: (workspaceId, request) => crmOf(workspaceId, request)?.kind ?? "crm",
      heldUntil: (workspaceId, request) => crmOf(workspaceId, request)?.heldUntil,
      call: async (workspaceId, request) => {
        const crm = crmOf(workspaceId, request);
        if (!crm) return { kind: "refused", reason: "the CRM is not connected any more" };
        if (!crm.connection)
          return { kind: "refused", reason: "the CRM's credentials cannot be opened any more: enter them again" };
        const { match, properties, read } = request;
        const result = await crm.connection.upsert({ match, properties, read });
        await remember(crm, result, env.realNow());
        return crmCallAnswer(result);
      },
    };
  },
};

/** What a result says about the connection as a whole. */
async function remember({ id, problem }: OpenedCrm, result: CrmResult<unknown>, now: number): Promise<void> {
  if (result.kind === "trouble" && result.holdMs !== undefined)
    await pool().query(HOLD_CRM, [id, new Date(now + result.holdMs)]);
  if (result.kind === "refused" && result.unauthorised) await pool().query(NOTE_CRM_PROBLEM, [id, result.reason]);
  if (result.kind === "done" && problem !== null) await pool().query(NOTE_CRM_PROBLEM, [id, null]);
}
