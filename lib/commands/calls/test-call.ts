import { randomUUID } from "node:crypto";
import type { TestCallRequest, TestCallResource } from "@/lib/api/schemas/test-call";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { fillLiquid } from "@/lib/email/fill-liquid";
import { templateContext } from "@/lib/email/template-context";
import { answerFields } from "@/lib/journey/answer-fields";
import { nodeDefinition } from "@/lib/nodes/registry";
import { type PreviewFacts, readPreviewFacts } from "@/lib/queries/read-preview-facts";
import type { CallChannel, CallEnvironment } from "./call-channel";
import { callEnvironment } from "./call-environment";
import { crmChannel } from "./crm-channel";
import { learnAnswerFields } from "./learn-answer-fields";
import { webhookChannel } from "./webhook-channel";

export type TestedCall =
  | { ok: true; result: TestCallResource }
  | { ok: false; reason: "no_journey" | "no_person" }
  /** the step as it stands cannot be called; `path` names the setting */
  | { ok: false; reason: "invalid"; path: string; message: string };

/**
 * Makes one step's call for real, for one person, as the editor shows the step now. Nothing is written but the audit line and the names of
 * the answer's fields; nobody's run is touched. The same bounds hold as for a call of a journey.
 */
export async function testCall(
  principal: Principal,
  journeyId: string,
  wanted: TestCallRequest,
  env: CallEnvironment = callEnvironment(),
): Promise<TestedCall> {
  const { workspaceId } = principal;
  const { node } = wanted;
  const journey = await withWorkspace(workspaceId, (tx) =>
    tx.journey.findFirst({ where: { id: journeyId, workspaceId }, select: { name: true } }),
  );
  if (!journey) return { ok: false, reason: "no_journey" };
  const invalid = settingProblem(node);
  if (invalid) return { ok: false, reason: "invalid", ...invalid };
  const variables = [...JSON.stringify(node.config).matchAll(/\bevent\.[A-Za-z0-9_]+/g)].map(([path]) => path);
  const previewed = await readPreviewFacts(
    workspaceId,
    {
      ...(wanted.external_id === undefined ? {} : { externalId: wanted.external_id }),
      ...(wanted.event === undefined ? {} : { eventProperties: wanted.event }),
    },
    variables,
  );
  if (!previewed) return { ok: false, reason: "no_person" };
  const facts = { ...previewed.facts, journey: { id: journeyId, name: journey.name, version: 0 } };
  const asked = { principal, journeyId, node, previewed: { ...previewed, facts }, env };
  switch (node.type) {
    case "webhook":
      return callOnce(webhookChannel, asked);
    case "crm_upsert":
      return callOnce(crmChannel, asked);
    default:
      return { ok: false, reason: "invalid", path: "node.type", message: "this kind of step calls nobody" };
  }
}

type Asked = {
  principal: Principal;
  journeyId: string;
  node: TestCallRequest["node"];
  previewed: PreviewFacts;
  env: CallEnvironment;
};

async function callOnce<Request>(
  channel: CallChannel<Request>,
  { principal, journeyId, node, previewed: { facts, now }, env }: Asked,
): Promise<TestedCall> {
  const { workspaceId } = principal;
  const template = templateContext(facts, now);
  const filled = channel.fill({ nodeId: node.id, config: node.config, facts }, (text) => fillLiquid(text, template));
  if (!filled.ok) return { ok: false, reason: "invalid", path: "node.config", message: filled.error };
  const open = await channel.open(pool(), [{ workspaceId, request: filled.request }], env);
  const request = channel.shown(filled.request);
  await withWorkspace(workspaceId, (tx) =>
    writeAudit(tx, {
      workspaceId,
      actor: actorOf(principal),
      action: "journey.call_tested",
      target: journeyId,
      data: { node: node.id, type: node.type },
    }),
  );
  const startedAt = performance.now();
  const answer = await open.call(workspaceId, filled.request, randomUUID());
  const duration_ms = Math.round(performance.now() - startedAt);
  if (answer.kind !== "answered") {
    const outcome = answer.kind === "refused" ? "refused" : "no_answer";
    const result = {
      request,
      outcome,
      ok: false,
      reason: answer.reason,
      value: null,
      fields: [],
      duration_ms,
    } as const;
    return { ok: true, result: { ...result, fields: [] } };
  }
  if (answer.ok) await learnAnswerFields({ workspaceId, journeyId, nodeId: node.id }, answer.value);
  return {
    ok: true,
    result: {
      request,
      outcome: "answered",
      ok: answer.ok,
      reason: answer.ok ? null : answer.note,
      value: answer.value,
      fields: answer.ok ? answerFields(answer.value) : [],
      duration_ms,
    },
  };
}

/** The first thing that stands against calling with these settings. */
function settingProblem({ type, config }: TestCallRequest["node"]): { path: string; message: string } | undefined {
  const definition = nodeDefinition(type);
  if (!definition) return { path: "node.type", message: `there is no step of type “${type}”` };
  const parsed = definition.schema.safeParse(config);
  const [issue] = parsed.error?.issues ?? [];
  if (!parsed.success)
    return { path: `node.config.${issue?.path.map(String).join(".") ?? ""}`, message: issue?.message ?? "is invalid" };
  const problem = definition.check?.(parsed.data).find(({ severity }) => severity === "error");
  return problem ? { path: `node.config.${problem.field ?? ""}`, message: problem.message } : undefined;
}
