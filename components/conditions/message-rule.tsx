"use client";

import { Select } from "@/components/ui/select";
import type { MessageCondition } from "@/lib/journey/condition";
import { useConditionSurroundings } from "./condition-context";
import { WindowSelect } from "./window-select";

const ANY_EMAIL = "any";
const OF_JOURNEY = "journey";
const actions = [
  { value: "opened", label: "Opened" },
  { value: "clicked", label: "Clicked a link in" },
];

/** "Opened 'Welcome' in the last 7 days" */
export function MessageRule(props: { rule: MessageCondition; onChange: (next: MessageCondition) => void }) {
  const { rule, onChange } = props;
  const { steps, scope } = useConditionSurroundings();
  // nobody tells that a push was seen
  const types = rule.message === "clicked" ? ["email", "push"] : ["email"];
  const emails = steps
    .filter((step) => types.includes(step.type))
    .map((step) => ({ value: step.id, label: step.label }));
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
          value={rule.node_id ?? rule.in ?? ANY_EMAIL}
          options={[
            { value: ANY_EMAIL, label: "any email" },
            ...(scope === "any" ? [{ value: OF_JOURNEY, label: "any email of this journey" }] : []),
            ...emails,
            ...(known ? [] : [{ value: rule.node_id ?? "", label: "a step that is gone" }]),
          ]}
          onValueChange={(id) => onChange(about(rule, id))}
        />
      </div>
      <WindowSelect
        value={rule.within === undefined ? {} : { within: rule.within }}
        onChange={({ within }) => {
          const { within: _, ...rest } = rule;
          onChange(within === undefined ? rest : { ...rest, within });
        }}
      />
    </>
  );
}

/** The same rule about other mails: of a step, of the journey, or any. */
function about(rule: MessageCondition, choice: string): MessageCondition {
  const { node_id: _node, in: _in, ...rest } = rule;
  if (choice === ANY_EMAIL) return rest;
  return choice === OF_JOURNEY ? { ...rest, in: OF_JOURNEY } : { ...rest, node_id: choice };
}
