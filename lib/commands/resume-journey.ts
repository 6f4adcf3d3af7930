import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { clockNow } from "@/lib/db/workspace-clock";
import { writeAudit } from "@/lib/db/write-audit";
import type { ResumeMode } from "@/lib/journey/resume-mode";
import { hintJourneys } from "@/lib/queue/hint";
import type { JourneyStatusChange } from "./change-journey-status";
import { finishResumes } from "./finish-resumes";

/** `windowMs`: over how long late people go on, for "spread". */
export type ResumeChoice = { mode: Exclude<ResumeMode, "spread"> } | { mode: "spread"; windowMs: number };

/** A million people take longer than an answer may: the worker sees to the rest. */
const ANSWER_WITHIN_MS = 8_000;

async function askForResume(
  principal: Principal,
  journeyId: string,
  choice: ResumeChoice,
): Promise<JourneyStatusChange> {
  const { workspaceId } = principal;
  const windowMs = choice.mode === "spread" ? choice.windowMs : null;
  return withWorkspace(workspaceId, async (tx) => {
    const [journey] = await tx.$queryRaw<{ name: string; status: string; paused_at: Date | null }[]>`
      select j.name, j.status, (select max(l.at) from journey_status_log l where l.journey_id = j.id and l.status = 'paused') as paused_at
      from journeys j where j.id = ${journeyId}::uuid for no key update`;
    if (!journey) return { ok: false, reason: "not_found" };
    if (journey.status === "active") return { ok: true, status: "active" };
    if (journey.status !== "paused") return { ok: false, reason: "wrong_status", status: journey.status };
    const asked = await tx.$queryRaw<unknown[]>`
      select 1 from journey_resumes where journey_id = ${journeyId}::uuid and state <> 'done'`;
    if (asked.length > 0) return { ok: true, status: "active" };
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const resumedAt = new Date(clockNow(workspace));
    await tx.$executeRaw`
      insert into journey_resumes (workspace_id, journey_id, mode, window_ms, paused_at, resumed_at)
      values (${workspaceId}, ${journeyId}::uuid, ${choice.mode}, ${windowMs}, ${journey.paused_at ?? resumedAt}, ${resumedAt})`;
    const data = { name: journey.name, mode: choice.mode };
    const action = "journey.resumed";
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action, target: journeyId, data });
    return { ok: true, status: "active" };
  });
}

/**
 * Lets a paused journey go on, its timers treated as chosen. Answers when that has been done, or after eight seconds while the worker goes
 * on with it; until everybody concerned has been set aside the journey is still paused. Asking again changes nothing.
 */
export async function resumeJourney(
  principal: Principal,
  journeyId: string,
  choice: ResumeChoice = { mode: "now" },
): Promise<JourneyStatusChange> {
  const asked = await askForResume(principal, journeyId, choice);
  if (!asked.ok) return asked;
  await finishResumes({ journeyId, workspaceId: principal.workspaceId, budgetMs: ANSWER_WITHIN_MS });
  // Also for a migration that rested while the journey was paused.
  hintJourneys();
  return asked;
}
