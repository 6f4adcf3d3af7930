"use client";

import { SegmentPicker } from "@/components/pickers/segment-picker";
import { TagPicker } from "@/components/pickers/tag-picker";
import type { SegmentCondition, TagCondition } from "@/lib/journey/condition";

/** "Is in the segment …" */
export function SegmentRule(props: { rule: SegmentCondition; onChange: (next: SegmentCondition) => void }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 text-muted-foreground text-xs">Is in</span>
      <SegmentPicker
        aria-label="Segment"
        value={props.rule.segment_id}
        onChange={(segment_id) => props.onChange({ segment_id })}
      />
    </div>
  );
}

/** "Has the tag …" */
export function TagRule(props: { rule: TagCondition; onChange: (next: TagCondition) => void }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 text-muted-foreground text-xs">Has tag</span>
      <TagPicker aria-label="Tag" value={props.rule.tag} onChange={(tag) => props.onChange({ tag })} />
    </div>
  );
}
