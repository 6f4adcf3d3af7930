"use client";

import { Select } from "@/components/ui/select";
import type { MessageCondition } from "@/lib/journey/condition";
import { useConditionSurroundings } from "./condition-context";
import { WindowSelect } from "./window-select";

const ANY_EMAIL = "any";
const actions = [
  { value: "opened", label: "Opened" },
  { value: "clicked", label: "Clicked a link in" },
];

/** "Opened 'Welcome' in the last 7 days" */
export function MessageRule(props: { rule: MessageCondition; onChange: (next: MessageCondition) => void }) {
  const { rule, onChange } = props;
  const { steps } = useConditionSurroundings();
  const emails = steps.filter((step) => step.type === "email").map((step) => ({ value: step.id, label: step.label }));
  const known = rule.node_id === undefined || emails.some((email) => email.value === rule.node_id);
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5">
        <Select
          size="sm"
          aria-label="What they did"
          className="w-auto"
          value={rule.message}
          options={actions}
          onValueChange={(message) => onChange({ ...rule, message: message === "clicked" ? "clicked" : "opened" })}
        />
        <Select
          size="sm"
          aria-label="Which email"
          className="min-w-32 flex-1"
          value={rule.node_id ?? ANY_EMAIL}
          options={[
            { value: ANY_EMAIL, label: "any email" },
            ...emails,
            ...(known ? [] : [{ value: rule.node_id ?? "", label: "a step that is gone" }]),
          ]}
          onValueChange={(id) => onChange(id === ANY_EMAIL ? without(rule, "node_id") : { ...rule, node_id: id })}
        />
      </div>
      <WindowSelect
        value={rule.within}
        onChange={(within) => onChange(within === undefined ? without(rule, "within") : { ...rule, within })}
      />
    </>
  );
}

function without(rule: MessageCondition, key: "node_id" | "within"): MessageCondition {
  const { [key]: _, ...rest } = rule;
  return rest;
}
