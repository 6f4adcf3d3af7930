import { withWorkspace } from "@/lib/db/with-workspace";
import { graphSchema } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { compileDraftEmails } from "./compile-draft-emails";
import { readKnownPaths } from "./read-known-paths";

/**
 * What publishing would say about the mails of a journey's draft as it is saved now, each thing once a step, and which variables nobody was
 * ever seen to have; undefined when there is no such journey of ours.
 */
export async function readMailProblems(workspaceId: number, journeyId: string): Promise<Problem[] | undefined> {
  const known = await readKnownPaths(workspaceId);
  return withWorkspace(workspaceId, async (tx) => {
    const journey = await tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { graph: true } });
    if (!journey) return undefined;
    const { problems } = await compileDraftEmails(tx, workspaceId, graphSchema.parse(journey.graph), { known });
    return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  });
}
