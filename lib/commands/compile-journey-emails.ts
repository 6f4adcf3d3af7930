import { brandOf } from "@/lib/email/brand";
import { checkEmail, sizeProblems } from "@/lib/email/check-email";
import { compileEmail } from "@/lib/email/compile-email";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import { documentFromShortForm } from "@/lib/email/short-form";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";

export type PublishedTemplate = { id: string; document: unknown };

function textOf(config: GraphNode["config"], name: string): string {
  const value = config[name];
  return typeof value === "string" ? value : "";
}

/** Ids of the templates that email nodes of the graph use. */
export function templatesUsed(graph: Graph): string[] {
  const ids = graph.nodes.filter((n) => n.type === "email").map((n) => textOf(n.config, "template_id"));
  return [...new Set(ids.filter((id) => id !== ""))];
}

function documentOf(
  node: GraphNode,
  templates: ReadonlyMap<string, PublishedTemplate>,
): { ok: true; document: EmailDocument } | { ok: false; problem: Problem } {
  const templateId = textOf(node.config, "template_id");
  if (templateId === "")
    return { ok: true, document: documentFromShortForm(textOf(node.config, "subject"), textOf(node.config, "body")) };
  const parsed = emailDocumentSchema.safeParse(templates.get(templateId)?.document);
  if (parsed.success) return { ok: true, document: parsed.data };
  const message = "The template of this email cannot be read; open it in the email editor and save it again.";
  return {
    ok: false,
    problem: { code: "template_invalid", severity: "error", message, node_id: node.id, field: "template_id" },
  };
}

/** The node whose mail it is, and where an author mends it: in the template, or in the step's own text. */
function problemOf(
  node: GraphNode,
  problem: { code: string; severity: Problem["severity"]; message: string },
): Problem {
  const { code, severity, message } = problem;
  const field = textOf(node.config, "template_id") === "" ? "body" : "template_id";
  return { code: `email_${code}`, severity, message: `Its mail: ${message}`, node_id: node.id, field };
}

/**
 * Renders the mail of every email node once. Gives node id → mail, and the problems of the mails by their nodes; with an error among
 * them nothing may be published.
 */
export async function compileJourneyEmails(
  graph: Graph,
  templates: ReadonlyMap<string, PublishedTemplate>,
  workspace: { name: string; settings: unknown },
): Promise<{ emails: Record<string, CompiledEmail>; problems: Problem[] }> {
  const brand = brandOf(workspace);
  const emails: Record<string, CompiledEmail> = {};
  const problems: Problem[] = [];
  for (const node of graph.nodes) {
    if (node.type !== "email") continue;
    const found = documentOf(node, templates);
    if (!found.ok) {
      problems.push(found.problem);
      continue;
    }
    const inside = checkEmail(found.document);
    problems.push(...inside.map((problem) => problemOf(node, problem)));
    if (inside.some(({ severity }) => severity === "error")) continue;
    const compiled = await compileEmail(found.document, brand);
    problems.push(...sizeProblems(compiled.html).map((problem) => problemOf(node, problem)));
    emails[node.id] = compiled;
  }
  return { emails, problems };
}
