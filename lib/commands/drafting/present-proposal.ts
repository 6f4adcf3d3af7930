import type { Proposal } from "@/lib/api/schemas/drafting";
import type { LlmSettings } from "@/lib/channels/llm/llm-settings";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import type { ChangeLine } from "@/lib/engine/describe-changes";
import { describeChanges } from "@/lib/engine/describe-changes";
import { diffGraphs } from "@/lib/engine/diff-graphs";
import type { Graph } from "@/lib/journey/graph";
import type { Problem } from "@/lib/journey/problem";
import { stepNames } from "@/lib/nodes/step-names";
import { writeMailChanges } from "@/lib/queries/compare-mails";
import { compileDraftEmails } from "@/lib/queries/compile-draft-emails";
import { readKnownPaths } from "@/lib/queries/read-known-paths";
import { compileJourneyEmails } from "../compile-journey-emails";
import type { PlannedImport } from "../plan-import";
import type { DraftingWorld } from "./read-drafting-world";
import type { UsableAnswer } from "./usable-answer";

/** A usable answer beside the present draft: what differs in words, its mails, and everything that an author should look at before accepting. */
export async function presentProposal(
  workspaceId: number,
  world: DraftingWorld,
  { say, file, planned, problems, turns }: UsableAnswer,
  { model }: LlmSettings,
): Promise<Proposal> {
  const { name, description, settings, graph } = planned.file.journey;
  const known = await readKnownPaths(workspaceId);
  const mails = await withWorkspace(workspaceId, async (tx) => ({
    before: await compileDraftEmails(tx, workspaceId, world.own.journey.graph),
    after: await compilePlanned(tx, workspaceId, planned, known),
  }));
  const made = madeMails(planned);
  return {
    revision: world.revision,
    model,
    say,
    file: { ...file, tests: [] },
    draft: { name, description, settings, graph },
    mails_made: made,
    changes: changesOf(world, planned, new Map(made.map(({ id, name: mail }) => [id, mail]))),
    mails: await writeMailChanges(workspaceId, mails.before.emails, mails.after.emails),
    problems: withoutTwins([...problems, ...mails.after.problems]),
    test_run: planned.plan.test_run,
    turns,
  };
}

function madeMails({ plan, targets }: PlannedImport): Proposal["mails_made"] {
  return plan.templates.flatMap(({ key, name, action }) => {
    const id = targets.templates.get(key)?.id;
    return action === "create" && id !== undefined ? [{ id, name }] : [];
  });
}

/** The mails as they would be: stored ones as they are stored, new ones as the model wrote them. */
function compilePlanned(tx: Tx, workspaceId: number, planned: PlannedImport, known: ReadonlySet<string>) {
  const documents = new Map(
    Object.entries(planned.file.templates).flatMap(([key, { document }]) => {
      const target = planned.targets.templates.get(key);
      return target ? [[target.id, { id: target.id, document }] as const] : [];
    }),
  );
  const blocks = new Map([...documents].map(([id, { document }]) => [id, document]));
  return compileJourneyEmails(tx, workspaceId, planned.file.journey.graph, documents, { given: blocks, known });
}

function changesOf(world: DraftingWorld, planned: PlannedImport, made: ReadonlyMap<string, string>): ChangeLine[] {
  const { own, shared } = world;
  const known = {
    segments: new Map([...shared.segments].map(([id, { name }]) => [id, name])),
    templates: new Map([...[...shared.templates].map(([id, { name }]) => [id, name] as const), ...made]),
    journeys: new Map([...shared.journeys].map(([id, { name }]) => [id, name])),
  };
  const side = ({ graph, settings }: { graph: Graph; settings: Proposal["draft"]["settings"] }) => ({
    graph,
    settings,
    names: stepNames(graph, known),
  });
  const [before, after] = [own.journey, planned.file.journey];
  return [
    ...naming(before, after),
    ...describeChanges(diffGraphs(before.graph, after.graph), side(before), side(after)),
  ];
}

type Naming = { name: string; description: string };

function naming(before: Naming, after: Naming): ChangeLine[] {
  const details = [
    { label: "Name", before: before.name, after: after.name },
    { label: "Description", before: before.description || "none", after: after.description || "none" },
  ].filter((detail) => detail.before !== detail.after);
  return details.length === 0 ? [] : [{ kind: "settings", sentence: "What the journey is called", details }];
}

/** The checks of an import look at mails, too. */
function withoutTwins(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [`${problem.code} ${problem.node_id} ${problem.message}`, problem]));
  return [...seen.values()];
}
