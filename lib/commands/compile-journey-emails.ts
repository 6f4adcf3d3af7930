import type { Tx } from "@/lib/db/with-workspace";
import type { Brand } from "@/lib/email/brand";
import { compiledProblems } from "@/lib/email/check-compiled";
import { checkEmail, type EmailProblem } from "@/lib/email/check-email";
import { codeTemplateOf, isCodeTemplateId } from "@/lib/email/code-templates/registry";
import { compileCodeTemplate, compileEmail } from "@/lib/email/compile-email";
import type { CompiledEmail } from "@/lib/email/compiled-email";
import { type EmailDocument, emailDocumentSchema } from "@/lib/email/document";
import type { SharedBlocks } from "@/lib/email/shared-blocks";
import { documentFromShortForm } from "@/lib/email/short-form";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { readSharedBlocks } from "@/lib/queries/read-shared-blocks";
import { readWorkspaceBrand } from "@/lib/queries/read-workspace-brand";

export type PublishedTemplate = { id: string; document: unknown };

function textOf(config: GraphNode["config"], name: string): string {
  const value = config[name];
  return typeof value === "string" ? value : "";
}

/** Ids of the templates that email nodes of the graph use. */
export function templatesUsed(graph: Graph): string[] {
  const ids = graph.nodes.filter((n) => n.type === "email").map((n) => textOf(n.config, "template_id"));
  return [...new Set(ids.filter((id) => id !== "" && !isCodeTemplateId(id)))];
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

/** Where an email step takes the props of a mail in code from, as far as it says so. */
function pathsOf({ config: { props } }: GraphNode): Record<string, string> {
  if (typeof props !== "object" || props === null || Array.isArray(props)) return {};
  return Object.fromEntries(
    Object.entries(props).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The node whose mail it is, and where an author mends it: in the template, or in the step's own text. */
function problemOf(node: GraphNode, problem: EmailProblem): Problem {
  const { severity, block_id, field } = problem;
  const said = { code: `email_${problem.code}`, severity, message: `Its mail: ${problem.message}`, node_id: node.id };
  const template_id = textOf(node.config, "template_id");
  if (template_id === "") return { ...said, field: field === "subject" ? "subject" : "body" };
  const place = { ...(block_id === undefined ? {} : { block_id }), ...(field === undefined ? {} : { field }) };
  return { ...said, field: "template_id", mail: { template_id, ...place } };
}

type JourneyEmailOptions = {
  /** reusable blocks that are not stored (yet) */
  given?: SharedBlocks;
  /** these and no others, instead of those of the workspace as they are now */
  frozen?: { brand: Brand; blocks: SharedBlocks };
  /** paths that people or events were seen to have; without it no variable is unknown */
  known?: ReadonlySet<string>;
};

/**
 * Renders the mail of every email node once, with the workspace's brand and reusable blocks as they are now. Gives node id → mail, and the problems
 * of the mails by their nodes; with an error among them nothing may be published.
 */
export async function compileJourneyEmails(
  tx: Tx,
  workspaceId: number,
  graph: Graph,
  templates: ReadonlyMap<string, PublishedTemplate>,
  { given = new Map(), frozen, known }: JourneyEmailOptions = {},
): Promise<{ emails: Record<string, CompiledEmail>; problems: Problem[] }> {
  const brand = frozen?.brand ?? (await readWorkspaceBrand(tx, workspaceId));
  const emails: Record<string, CompiledEmail> = {};
  const problems: Problem[] = [];
  const found: { node: GraphNode; document: EmailDocument }[] = [];
  for (const node of graph.nodes) {
    if (node.type !== "email") continue;
    const templateId = textOf(node.config, "template_id");
    const code = codeTemplateOf(templateId);
    if (code) {
      emails[node.id] = await compileCodeTemplate(templateId, code, pathsOf(node), brand);
      continue;
    }
    const read = documentOf(node, templates);
    if (read.ok) found.push({ node, document: read.document });
    else problems.push(read.problem);
  }
  const documents = found.map(({ document }) => document);
  const shared = frozen?.blocks ?? new Map([...(await readSharedBlocks(tx, workspaceId, documents)), ...given]);
  for (const { node, document } of found) {
    const inside = checkEmail(document, {
      shared,
      brand,
      short: textOf(node.config, "template_id") === "",
      ...(known ? { known } : {}),
    });
    problems.push(...inside.map((problem) => problemOf(node, problem)));
    if (inside.some(({ severity }) => severity === "error")) continue;
    const compiled = await compileEmail(document, brand, shared);
    problems.push(...compiledProblems(compiled).map((problem) => problemOf(node, problem)));
    emails[node.id] = compiled;
  }
  return { emails, problems };
}
