"use client";

import { X } from "lucide-react";
import type { ComponentType } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { Condition } from "@/lib/journey/condition";
import { ArmRule } from "./arm-rule";
import type { ConditionGroupProps } from "./condition-group-props";
import { ConsentRule } from "./consent-rule";
import { EventRule } from "./event-rule";
import { SegmentRule, TagRule } from "./membership-rule";
import { MessageRule } from "./message-rule";
import { PathRule } from "./path-rule";
import { TimeRule } from "./time-rule";
import { UnfinishedLine, useUnfinished } from "./unfinished";
import { VisitsRule } from "./visits-rule";

type ConditionRuleProps = {
  /** draws the group inside a rule ("only where"); handed down because groups hold rules and rules hold groups */
  Group: ComponentType<ConditionGroupProps>;
  condition: Condition;
  label: string;
  /** what is still needed */
  missing: string | undefined;
  onChange: (next: Condition) => void;
  onRemove: () => void;
};

/** One rule with its button to remove it. */
export function ConditionRule({ Group, condition, label, missing, onChange, onRemove }: ConditionRuleProps) {
  const unfinished = useUnfinished(label, missing);
  return (
    <fieldset
      {...unfinished.attributes}
      className={cn(
        "relative flex min-w-0 flex-col gap-1.5 rounded-lg border border-border bg-card p-2 pr-10",
        missing && (unfinished.refused ? "border-danger" : "border-warning/50"),
      )}
    >
      <legend className="sr-only">{label}</legend>
      <RuleFields Group={Group} condition={condition} onChange={onChange} />
      <UnfinishedLine {...unfinished} />
      <IconButton
        label={`Remove ${label.toLowerCase()}`}
        size="icon-xs"
        className="absolute top-2.5 right-1.5"
        onClick={onRemove}
      >
        <X />
      </IconButton>
    </fieldset>
  );
}

function RuleFields({ Group, condition, onChange }: Pick<ConditionRuleProps, "Group" | "condition" | "onChange">) {
  if ("path" in condition) return <PathRule rule={condition} onChange={onChange} />;
  if ("event" in condition) return <EventRule Group={Group} rule={condition} onChange={onChange} />;
  if ("segment_id" in condition) return <SegmentRule rule={condition} onChange={onChange} />;
  if ("tag" in condition) return <TagRule rule={condition} onChange={onChange} />;
  if ("message" in condition) return <MessageRule rule={condition} onChange={onChange} />;
  if ("arm" in condition) return <ArmRule rule={condition} onChange={onChange} />;
  if ("consent" in condition) return <ConsentRule rule={condition} onChange={onChange} />;
  if ("time" in condition) return <TimeRule rule={condition} onChange={onChange} />;
  if ("visits" in condition) return <VisitsRule rule={condition} onChange={onChange} />;
  return null;
}
