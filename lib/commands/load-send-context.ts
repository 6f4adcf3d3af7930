import type pg from "pg";
import { type WorkspaceSettings, workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import type { Facts } from "@/lib/journey/facts";
import { log } from "@/lib/queue/log";
import { type LoadedVersion, loadVersion, UnreadableVersion } from "./load-version";

export type SenderWorkspace = {
  id: number;
  slug: string;
  name: string;
  timezone: string;
  settings: Pick<WorkspaceSettings, "mail_from" | "reply_to" | "tracking">;
};

export type SendContext = {
  workspaces: Map<number, SenderWorkspace>;
  versions: Map<number, LoadedVersion>;
  /** versions that this program does not understand: a worker of another release may, so their messages are put off */
  unreadable: Set<number>;
};

/** Workspaces and published versions of a batch of claimed sends. */
export async function loadSendContext(client: pg.PoolClient, rows: ClaimedSend[]): Promise<SendContext> {
  const ids = [...new Set(rows.map((row) => row.workspace_id))];
  const found = await client.query<{ id: number; slug: string; name: string; timezone: string; settings: unknown }>(
    "select id, slug, name, timezone, settings from workspaces where id = any($1::int[])",
    [ids],
  );
  const workspaces = new Map(
    found.rows.map(({ settings, ...workspace }) => {
      const parsed = workspaceSettingsSchema.safeParse(settings);
      return [
        workspace.id,
        { ...workspace, settings: parsed.success ? parsed.data : workspaceSettingsSchema.parse({}) },
      ];
    }),
  );
  const versions = new Map<number, LoadedVersion>();
  const unreadable = new Set<number>();
  for (const id of new Set(rows.flatMap((row) => (row.journey === null ? [] : (row.version_id ?? [])))))
    await loadVersion(id).then(
      (version) => versions.set(id, version),
      (error: unknown) => {
        if (!(error instanceof UnreadableVersion)) throw error;
        log.warn({ version: id }, error.message);
        unreadable.add(id);
      },
    );
  return { workspaces, versions, unreadable };
}

/** What templates may see for one claimed send; undefined when the person or the run is gone. */
export function sendFacts(
  claimed: ClaimedSend,
  version: LoadedVersion,
  workspace: Pick<SenderWorkspace, "timezone">,
  fetched: Facts["fetched"] = new Map(),
): Facts | undefined {
  const { person, run } = claimed;
  if (!person || !run) return undefined;
  const { unsubscribed: _unsubscribed, ...fields } = person;
  return {
    subscriber: { ...fields, id: claimed.subscriber_id },
    trigger: run.trigger,
    run: run.run,
    entered_at: run.entered_at,
    journey: { id: version.journeyId, name: version.name, version: version.number },
    default_timezone: version.settings.timezone ?? workspace.timezone,
    fetched,
  };
}
