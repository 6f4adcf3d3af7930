import { type Condition, conditionSchema } from "@/lib/journey/condition";
import { readGroup, writeGroup } from "./condition-model";

/**
 * The condition without rules that are not finished yet (no property, event, segment or tag chosen, an empty group inside
 * another). What remains always has the shape of a condition; the outermost group may be empty.
 */
export function withoutIncomplete(condition: Condition): Condition {
  const group = readGroup(condition);
  if (!group) return finished(condition) ?? { all: [] };
  return writeGroup({ kind: group.kind, children: group.children.flatMap(finishedChildren) });
}

function finishedChildren(child: Condition): Condition[] {
  const group = readGroup(child);
  if (group) {
    const children = group.children.flatMap(finishedChildren);
    return children.length > 0 ? [writeGroup({ kind: group.kind, children })] : [];
  }
  const leaf = finished(child);
  return leaf ? [leaf] : [];
}

function finished(leaf: Condition): Condition | undefined {
  const whole = "event" in leaf && leaf.where ? withFinishedFilter(leaf) : leaf;
  return conditionSchema.safeParse(whole).success ? whole : undefined;
}

function withFinishedFilter(leaf: Extract<Condition, { event: string }>): Condition {
  const { where, ...rest } = leaf;
  const clean = where ? withoutIncomplete(where) : undefined;
  const empty = clean === undefined || readGroup(clean)?.children.length === 0;
  return empty ? rest : { ...rest, where: clean };
}
