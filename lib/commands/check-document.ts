import { compiledProblems } from "@/lib/email/check-compiled";
import { checkEmail, type EmailProblem } from "@/lib/email/check-email";
import type { EmailDocument } from "@/lib/email/document";
import { prepareOutsideJourney } from "./preview-template";

/**
 * All that publishing would say about a document now, with the workspace's brand and reusable blocks, and which of its variables are in
 * none of the `known` paths. Writes nothing.
 */
export async function checkDocument(
  workspaceId: number,
  document: EmailDocument,
  known: ReadonlySet<string>,
): Promise<EmailProblem[]> {
  const prepared = await prepareOutsideJourney(workspaceId, document, {});
  if (!prepared) throw new Error("the sample person is always there");
  const { brand, shared, compiled } = prepared;
  return [...checkEmail(document, { shared, brand, known }), ...compiledProblems(compiled)];
}
