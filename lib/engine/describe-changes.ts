import { describeCondition } from "@/lib/journey/describe-condition";
import { describeDuration } from "@/lib/journey/describe-duration";
import { describeReentry } from "@/lib/journey/describe-reentry";
import type { Graph, GraphNode } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import type { Names } from "@/lib/journey/names";
import { type JourneySettings, journeySettingsSchema } from "@/lib/journey/settings";
import { describeNode } from "@/lib/nodes/describe-node";
import { describeSetting } from "@/lib/nodes/describe-setting";
import { nodeDefinition } from "@/lib/nodes/registry";
import type { GraphDiff, NodeChange } from "./diff-graphs";
import { stableJson } from "./same-config";

/** One setting before and after, both in words. */
export type SettingChange = { label: string; before: string; after: string };

/** One line of what is different: a step with its settings, or, without an id, something of the whole journey. */
export type ChangeLine = {
  id?: string;
  kind: NodeChange["kind"] | "settings" | "ways";
  sentence: string;
  details: SettingChange[];
};

type State = { graph: Graph; settings: JourneySettings; names: Names };

/** What is different, as sentences: steps, then ways between steps that are in both, then settings of the journey. */
export function describeChanges(diff: GraphDiff, before: State, after: State): ChangeLine[] {
  const steps = diff.nodes.flatMap((change) => stepLine(change, before, after) ?? []);
  return [...steps, ...wayChanges(diff, before, after), ...journeySettings(before, after)];
}

function sayStep(node: GraphNode, names: Names): string {
  const { label, summary } = describeNode(node, names);
  return summary.startsWith(label) ? summary : `${label}: ${summary}`;
}

function stepLine(change: NodeChange, before: State, after: State): ChangeLine | undefined {
  const { id, kind } = change;
  switch (change.kind) {
    case "unchanged":
      return undefined;
    case "added":
      return { id, kind, sentence: sayStep(change.after, after.names), details: [] };
    case "removed":
      return { id, kind, sentence: sayStep(change.before, before.names), details: [] };
    case "moved":
      return { id, kind, sentence: sayStep(change.after, after.names), details: entrances(change, before, after) };
    case "changed": {
      const details = settingChanges(change, before.names, after.names);
      const moved = change.moved ? entrances(change, before, after) : [];
      return { id, kind, sentence: sayStep(change.after, after.names), details: [...details, ...moved] };
    }
  }
}

function settingChanges(
  { before, after }: Extract<NodeChange, { kind: "changed" }>,
  oldNames: Names,
  names: Names,
): SettingChange[] {
  const kindOf = (node: GraphNode) => nodeDefinition(node.type)?.label ?? node.type;
  const type =
    before.type === after.type ? [] : [{ label: "Kind of step", before: kindOf(before), after: kindOf(after) }];
  const fields = nodeDefinition(after.type)?.fields ?? [];
  const keys = new Set([
    ...fields.map(({ name }) => name),
    ...Object.keys(before.config),
    ...Object.keys(after.config),
  ]);
  return [
    ...type,
    ...[...keys].flatMap((key) => {
      const [was, is] = [before.config[key], after.config[key]];
      if (stableJson(was) === stableJson(is)) return [];
      const field = fields.find(({ name }) => name === key);
      const words = { before: describeSetting(field, was, oldNames), after: describeSetting(field, is, names) };
      return [{ label: field?.label ?? key, ...words }];
    }),
  ];
}

function entrances({ id }: NodeChange, before: State, after: State): SettingChange[] {
  const from = ({ graph, names }: State) => {
    const ways = graph.edges.filter(({ to }) => to === id).map(({ from, port }) => exitName(graph, names, from, port));
    return ways.length > 0 ? ways.join(", ") : "nothing leads here";
  };
  return [{ label: "Comes after", before: from(before), after: from(after) }];
}

function exitName(graph: Graph, names: Names, id: string, port: string): string {
  const node = graph.nodes.find((one) => one.id === id);
  if (!node) return id;
  const { summary, ports } = describeNode(node, names);
  const label = ports.find(({ key }) => key === port)?.label ?? port;
  return ports.length > 1 ? `${summary} (${label})` : summary;
}

/** Exits of steps that both states have and that lead elsewhere now; what was put in or taken out says its own. */
function wayChanges({ edges, nodes }: GraphDiff, before: State, after: State): ChangeLine[] {
  const stays = new Set(nodes.filter(({ kind }) => kind !== "added" && kind !== "removed").map(({ id }) => id));
  const target = (edge: { to: string } | undefined, { graph, names }: State) => {
    const node = edge && graph.nodes.find(({ id }) => id === edge.to);
    return node ? describeNode(node, names).summary : "the end";
  };
  const exits = new Map(
    [...edges.removed, ...edges.added].map(({ from, port }) => [`${from}\n${port}`, { from, port }]),
  );
  const details = [...exits.values()].flatMap(({ from, port }) => {
    if (!stays.has(from)) return [];
    const at = (list: GraphDiff["edges"]["added"]) => list.find((edge) => edge.from === from && edge.port === port);
    const label = exitName(after.graph, after.names, from, port);
    return [{ label, before: target(at(edges.removed), before), after: target(at(edges.added), after) }];
  });
  if (details.length === 0) return [];
  const sentence = details.length === 1 ? "One exit leads elsewhere" : `${details.length} exits lead elsewhere`;
  return [{ kind: "ways", sentence, details }];
}

const settingLabels: Record<keyof JourneySettings, string> = {
  reentry: "Who may enter again",
  eligibility: "Who may enter",
  consent_required: "Only people who may be written to",
  exit_when: "Leaves when",
  max_time: "Longest time inside",
  priority: "Priority",
  timezone: "Time zone",
};

function journeySettings(before: State, after: State): ChangeLine[] {
  const [old, now] = [journeySettingsSchema.parse(before.settings), journeySettingsSchema.parse(after.settings)];
  const details = Object.entries(settingLabels).flatMap(([key, label]) => {
    const values = [settingOf(old, key), settingOf(now, key)];
    if (stableJson(values[0]) === stableJson(values[1])) return [];
    return [{ label, before: settingText(old, key, before.names), after: settingText(now, key, after.names) }];
  });
  return details.length === 0 ? [] : [{ kind: "settings", sentence: "Settings of the journey", details }];
}

function settingOf(settings: JourneySettings, key: string): Json | undefined {
  const all: JsonObject = { ...settings };
  return all[key];
}

function settingText(settings: JourneySettings, key: string, names: Names): string {
  if (key === "reentry") return describeReentry(settings.reentry);
  if (key === "max_time") return settings.max_time ? describeDuration(settings.max_time) : "no limit";
  if (key === "exit_when" && settings.exit_when) return describeCondition(settings.exit_when, names);
  if (key === "eligibility") return settings.eligibility ? describeCondition(settings.eligibility, names) : "everybody";
  return describeSetting(undefined, settingOf(settings, key), names);
}
