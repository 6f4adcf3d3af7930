import { pool } from "@/lib/db/pool";
import { UNFINISHED_RESUMES } from "@/lib/db/resume.sql";
import { Failures } from "./failures";
import { finishResume, type Resume } from "./finish-resume";

/**
 * Sees every resume that was asked for through to its end, or that of one journey of a workspace, until `budgetMs` is used up. Safe to run any number of times
 * at once and to break off anywhere. One that fails keeps no other waiting: its failure is thrown in the end. Gives back how many are unfinished.
 */
export async function finishResumes(options: {
  journeyId?: string;
  workspaceId?: number;
  budgetMs: number;
  signal?: AbortSignal;
}): Promise<number> {
  const over = performance.now() + options.budgetMs;
  const isOver = () => options.signal?.aborted === true || performance.now() >= over;
  const { rows } = await pool().query<Resume>(UNFINISHED_RESUMES);
  let unfinished = 0;
  const failures = new Failures<string>();
  for (const resume of rows) {
    const { journeyId = resume.journey_id, workspaceId = resume.workspace_id } = options;
    if (resume.journey_id !== journeyId || resume.workspace_id !== workspaceId) continue;
    await failures.attempt(resume.journey_id, async () => {
      if (!(await finishResume(resume, isOver))) unfinished += 1;
    });
  }
  failures.throwFirst();
  return unfinished;
}
