"use client";

import { Select } from "@/components/ui/select";
import { type ConsentCondition, type ConsentState, consentStates } from "@/lib/journey/condition";

const labels: Record<ConsentState, string> = {
  subscribed: "may be mailed",
  unsubscribed: "has unsubscribed",
  suppressed: "is suppressed: bounced, complained or by hand",
  no_address: "has no email address",
};

/** "Email: has unsubscribed" */
export function ConsentRule(props: { rule: ConsentCondition; onChange: (next: ConsentCondition) => void }) {
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 text-muted-foreground text-xs">Email</span>
      <Select
        size="sm"
        aria-label="Consent"
        className="min-w-0 flex-1"
        value={props.rule.is}
        options={consentStates.map((value) => ({ value, label: labels[value] }))}
        onValueChange={(next) => {
          const is = consentStates.find((state) => state === next);
          if (is) props.onChange({ ...props.rule, is });
        }}
      />
    </div>
  );
}
