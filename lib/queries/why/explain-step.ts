import type { VisitResource } from "@/lib/api/schemas/enrollment";
import type { Why } from "@/lib/api/schemas/why";
import { describeSendReason } from "@/lib/journey/send-reason";
import { explainEnd } from "./explain-end";
import { answerOf, evidence, stepWords, type WhyRun, type WhySend } from "./why-case";

/** Why one run did, or did not, perform one step: what became of it there, or the first decision that led away from it. */
export function explainStep(run: WhyRun, who: string, node: string): Why {
  const visit = run.visits.findLast(({ node_id }) => node_id === node);
  if (visit) return explainVisit(run, who, visit);
  if (!run.graph.nodes.some(({ id }) => id === node))
    return answerOf(run, {
      got: false,
      code: "not_in_version",
      node_id: node,
      sentence: `${who} walks version ${run.version}, which does not have this step.`,
      at: run.entered_at,
    });
  return explainDetour(run, who, node);
}

function explainVisit(run: WhyRun, who: string, visit: VisitResource): Why {
  const step = stepWords(run, visit.node_id);
  const send = run.sends.find((one) => one.visit === visit.visit);
  const about = { node_id: visit.node_id, at: visit.left_at ?? visit.entered_at };
  if (send) return { ...explainSend(run, who, send, step), node_id: visit.node_id };
  const decided = evidence(`${step}: ${visit.decision ?? visit.outcome}`, about.at, { kind: "enrollment", id: run.id });
  if (visit.outcome === "skipped") {
    const sentence =
      visit.reason === "condition_not_met"
        ? `${step} is for those only who match its condition, and ${who} did not.`
        : `${step} was skipped for ${who}: ${(visit.reason ?? "").replaceAll("_", " ")}.`;
    return answerOf(run, { ...about, got: false, code: "skipped", sentence, evidence: [decided] });
  }
  if (visit.outcome === "passed" || visit.outcome === "ended")
    return answerOf(run, {
      ...about,
      got: true,
      code: "passed",
      sentence: `${who} has passed ${step}.`,
      evidence: [decided],
    });
  return explainEnd(run, who, false);
}

function explainSend(run: WhyRun, who: string, send: WhySend, step: string): Why {
  const link = { kind: "message", id: send.id } as const;
  const about = { message_id: send.id, at: send.sent_at ?? send.created_at };
  const described = send.reason === null ? undefined : describeSendReason(send.reason);
  const because = described
    ? [evidence(`${described.sentence}${described.detail ? ` ${described.detail}` : ""}`, send.created_at, link)]
    : [];
  if (send.channel === "webhook" || send.channel === "crm") return explainCall(run, who, send, step, because);
  const what = send.subject ? `“${send.subject}”` : step;
  switch (send.status) {
    case "sent":
      return answerOf(run, {
        ...about,
        got: true,
        code: "sent",
        sentence: `${what} was sent to ${who}${send.opened_at ? ", who opened it" : ", who has not opened it"}.`,
        evidence: [
          evidence("sent", send.sent_at, link),
          ...(send.bounced_at ? [evidence("bounced", send.bounced_at, link)] : []),
          ...(send.opened_at ? [evidence("opened", send.opened_at, link)] : []),
          ...(send.clicked_at ? [evidence("clicked", send.clicked_at, link)] : []),
        ],
      });
    case "skipped": {
      const sentence = `${what} was not sent to ${who}. ${described?.sentence ?? ""}`.trim();
      return answerOf(run, { ...about, got: false, code: "skipped", sentence, evidence: because });
    }
    case "failed": {
      const sentence = `${what} could not be delivered to ${who}.`;
      return answerOf(run, { ...about, got: false, code: "failed", sentence, evidence: because });
    }
    case "uncertain": {
      const sentence = `Nobody knows whether ${what} reached ${who}.`;
      return answerOf(run, { ...about, got: false, code: "uncertain", sentence, evidence: because });
    }
    default: {
      const sentence = run.paused ? `${what} is held back: the journey is paused.` : `${what} is on its way to ${who}.`;
      return answerOf(run, { ...about, got: false, code: "queued", sentence, evidence: because });
    }
  }
}

/** A call to somebody else's server: nothing is sent to the person, the person waits for its answer. */
function explainCall(run: WhyRun, who: string, send: WhySend, step: string, because: Why["evidence"]): Why {
  const about = { message_id: send.id, at: send.sent_at ?? send.created_at, evidence: because };
  const said = (got: boolean, code: Why["code"], sentence: string) => answerOf(run, { ...about, got, code, sentence });
  switch (send.status) {
    case "sent":
      return answerOf(run, {
        ...about,
        got: true,
        code: "sent",
        sentence: `${step} was answered for ${who}.`,
        evidence: [evidence("answered", send.sent_at, { kind: "message", id: send.id })],
      });
    case "skipped":
      return said(false, "skipped", `${step} was not asked for ${who}.`);
    case "failed":
      return said(false, "failed", `${step} failed for ${who}, who left by “Error”.`);
    default:
      return said(
        false,
        "queued",
        run.paused ? `${step} is held back: the journey is paused.` : `${who} waits for the answer to ${step}.`,
      );
  }
}

/** The last step from which the wanted one could still be reached, and what happened there. */
function explainDetour(run: WhyRun, who: string, node: string): Why {
  const before = stepsBefore(run, node);
  const place = run.visits.findLastIndex(({ node_id }) => before.has(node_id));
  const visit = run.visits[place];
  if (!visit) {
    if (run.visits.length === 0) return explainEnd(run, who, false);
    const [first] = run.visits;
    const sentence = `${who} came in by ${stepWords(run, first?.node_id ?? "")}, from where this step is never reached.`;
    return answerOf(run, {
      got: false,
      code: "other_way",
      sentence,
      node_id: first?.node_id ?? null,
      at: run.entered_at,
    });
  }
  const next = run.visits[place + 1];
  if (!next) return explainEnd(run, who, false);
  const at = visit.left_at ?? visit.entered_at;
  const step = stepWords(run, visit.node_id);
  const decided = evidence(`${step}: ${visit.decision ?? visit.outcome}`, at, { kind: "enrollment", id: run.id });
  const about = { got: false, node_id: visit.node_id, at, evidence: [decided] };
  if (visit.outcome === "dropped")
    return answerOf(run, {
      ...about,
      code: "goal",
      sentence: `${who} reached the goal ${stepWords(run, next.node_id)} while at ${step}.`,
    });
  return answerOf(run, {
    ...about,
    code: "other_way",
    sentence: `At ${step} ${who} went another way: ${visit.decision ?? visit.port}.`,
  });
}

/** Steps from which `node` can be reached along edges. */
function stepsBefore({ graph }: WhyRun, node: string): Set<string> {
  const before = new Set<string>();
  const todo = [node];
  for (let to = todo.pop(); to !== undefined; to = todo.pop()) {
    for (const edge of graph.edges) {
      if (edge.to !== to || before.has(edge.from)) continue;
      before.add(edge.from);
      todo.push(edge.from);
    }
  }
  return before;
}
