import type { SegmentResource } from "@/lib/api/schemas/segment";
import { describeCondition } from "@/lib/journey/describe-condition";
import { plainNames } from "@/lib/journey/names";

type Described = Pick<SegmentResource, "id" | "name" | "condition">;

/** Who is in it, as a sentence. `all` gives the names of segments that the condition mentions. */
export function describeSegment(segment: Described, all: readonly Described[]): string {
  if (!segment.condition) return "People who were put in by hand or by a journey.";
  const names = { ...plainNames, segment: (id: string) => all.find((other) => other.id === id)?.name ?? id };
  const sentence = describeCondition(segment.condition, names);
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
