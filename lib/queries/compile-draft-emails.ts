import { compileJourneyEmails, templatesUsed } from "@/lib/commands/compile-journey-emails";
import type { Tx } from "@/lib/db/with-workspace";
import type { Graph } from "@/lib/journey/graph";

type DraftOptions = {
  /** only these steps' mails; absent: all */
  emailsOf?: ReadonlySet<string> | undefined;
  /** paths that people or events were seen to have; without it no variable is unknown */
  known?: ReadonlySet<string>;
};

/** The mails of a draft as publishing would freeze them now, and their problems. */
export async function compileDraftEmails(tx: Tx, workspaceId: number, graph: Graph, options: DraftOptions = {}) {
  const { emailsOf, known } = options;
  const wanted = emailsOf ? { ...graph, nodes: graph.nodes.filter(({ id }) => emailsOf.has(id)) } : graph;
  const templates = await tx.template.findMany({
    where: { workspaceId, id: { in: templatesUsed(wanted) } },
    select: { id: true, document: true },
  });
  const byId = new Map(templates.map((template) => [template.id, template]));
  return compileJourneyEmails(tx, workspaceId, wanted, byId, known ? { known } : {});
}
