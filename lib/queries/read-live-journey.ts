import type { CommentMarks } from "@/lib/api/schemas/comment";
import type { JourneyCounts } from "@/lib/api/schemas/journey";
import type { Present } from "@/lib/api/schemas/presence";
import { withWorkspace } from "@/lib/db/with-workspace";
import { listPresent } from "./list-present";
import { readCommentMarks } from "./read-comment-marks";
import { type CountsChoice, countJourney } from "./read-journey-counts";

export type LiveJourney = { counts: JourneyCounts; present: Present[]; comments: CommentMarks };

/** What an open canvas watches, in one transaction: its counts, who else is there and where something was said. As readJourneyCounts for what is not there. */
export function readLiveJourney(
  workspaceId: number,
  journeyId: string,
  choice: CountsChoice,
): Promise<LiveJourney | "no_version" | undefined> {
  return withWorkspace(workspaceId, async (tx) => {
    const counts = await countJourney(tx, workspaceId, journeyId, choice);
    if (counts === undefined || counts === "no_version") return counts;
    return { counts, present: await listPresent(tx, journeyId), comments: await readCommentMarks(tx, journeyId) };
  });
}
