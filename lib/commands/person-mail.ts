import { CLAIM_SENDS, type ClaimedSend } from "@/lib/db/sends.sql";
import { blockedBy, decideSend, isDry } from "./decide-send";
import { type MailChannel, type ShardSetting, timeOfSend } from "./deliver-batch";
import { loadSendContext, type SendContext } from "./load-send-context";
import { prepareSends } from "./prepare-sends";
import { withSuppressions } from "./with-suppressions";

/** Mails of journeys to the people in them. */
export const personMail: MailChannel = {
  claim: async (client, setting, limit) => {
    const values = [setting.shard, new Date(setting.now), limit, "email"];
    return withSuppressions(client, (await client.query<ClaimedSend>(CLAIM_SENDS, values)).rows);
  },
  decide: async (client, rows, setting, env) => {
    const context = await loadSendContext(client, rows);
    const prepared = await prepareSends(client, unprepared(rows, context, setting));
    return rows.flatMap((claimed) => {
      const workspace = context.workspaces.get(claimed.workspace_id);
      if (!workspace) return []; // deleted this moment; its rows go with it
      const version = context.versions.get(claimed.version_id ?? -1);
      const at = timeOfSend(claimed, setting);
      if (!claimed.stored && context.unreadable.has(claimed.version_id ?? -1))
        return [{ claimed, decision: { kind: "put_off" } as const }];
      return [{ claimed, decision: decideSend(claimed, version, workspace, at, env, prepared.get(claimed.id)) }];
    });
  },
};

/** Mails that are filled now; nobody gets a code whose mail is not going out anyway. */
function unprepared(rows: ClaimedSend[], { workspaces, versions }: SendContext, setting: ShardSetting) {
  return rows.flatMap((claimed) => {
    const version = versions.get(claimed.version_id ?? -1);
    const workspace = workspaces.get(claimed.workspace_id);
    const at = timeOfSend(claimed, setting);
    if (!version || !workspace || claimed.stored || blockedBy(claimed, at) || claimed.journey?.status === "paused")
      return [];
    return [{ claimed, version, workspace, at, dry: isDry(claimed) }];
  });
}
