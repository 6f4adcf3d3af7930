"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { OnFailure } from "@/lib/email/on-failure";
import { useEmailEditor } from "../editor-context";
import { SettingsSection } from "./settings-section";

const usual: OnFailure = { do: "skip", when_empty: false, subject: "", body: "" };

/** What happens to somebody whose mail cannot be filled. A half-filled mail never goes out. */
export function FailureSection() {
  const { change, problems, source } = useEmailEditor();
  const failure = source.on_failure ?? usual;
  const set = (next: Partial<OnFailure>) =>
    change(
      "change what happens when it cannot be filled",
      (doc) => ({ ...doc, v: 2, on_failure: { ...(doc.on_failure ?? usual), ...next } }),
      "on_failure",
    );
  const problem = problems.find((one) => one.field === "on_failure")?.message;
  return (
    <SettingsSection title="When it cannot be filled" state={failure.do === "skip" ? "not sent" : "plain version"}>
      <RadioGroup
        aria-label="When it cannot be filled for somebody"
        value={failure.do}
        onValueChange={(value) => set({ do: value === "fallback" ? "fallback" : "skip" })}
        options={[
          { value: "skip", label: "Send nothing", help: "The person's log says why." },
          { value: "fallback", label: "Send a plain version", help: "Written below, laid out simply." },
        ]}
      />
      <div className="flex items-center justify-between gap-3">
        <span className="text-[0.8125rem]">Also when a variable is empty</span>
        <Switch
          aria-label="Also when a variable is empty"
          checked={failure.when_empty}
          onCheckedChange={(when_empty) => set({ when_empty })}
        />
      </div>
      {failure.do === "fallback" ? (
        <>
          <Field label="Its subject">
            <Input value={failure.subject} maxLength={500} onChange={(e) => set({ subject: e.currentTarget.value })} />
          </Field>
          <Field label="Its text" help="Blank lines make paragraphs, [words](https://…) a link." error={problem}>
            <Textarea
              rows={6}
              value={failure.body}
              maxLength={20_000}
              onChange={(e) => set({ body: e.currentTarget.value })}
            />
          </Field>
        </>
      ) : null}
    </SettingsSection>
  );
}
