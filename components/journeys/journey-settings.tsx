"use client";

import { useState } from "react";
import { useCanvas, useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { KeepsUnfinishedRules } from "@/components/conditions/unfinished-rules";
import { DurationInput } from "@/components/pickers/duration-input";
import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageBody } from "@/components/ui/page-body";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { type SendPriority, sendPriorities } from "@/lib/journey/send-priority";
import type { JourneySettings as Settings } from "@/lib/journey/settings";
import { ReentryBuilder } from "./reentry-builder";

const priorities: { value: SendPriority; label: string }[] = [
  { value: "critical", label: "Critical: an hour ahead of the others" },
  { value: "high", label: "High: ten minutes ahead" },
  { value: "normal", label: "Normal" },
  { value: "low", label: "Low: behind the others" },
];

/** Name, re-entry, exit rule, limits. Stored with the draft, undone like any other change. */
export function JourneySettings() {
  const { editable, journeyId } = useCanvasEnvironment();
  const draft = useCanvas((s) => s.history.present);
  const edit = useCanvas((s) => s.edit);
  const { problems } = useJourneyView();
  const { settings } = draft;
  const set = (label: string, part: { [Key in keyof Settings]?: Settings[Key] | undefined }) =>
    edit(label, (d) => ({ ...d, settings: withPart(d.settings, part) }), { mergeKey: label });
  const own = problems.filter((problem) => problem.field?.startsWith("settings."));
  return (
    <KeepsUnfinishedRules place={editable ? `${journeyId} settings` : undefined}>
      <PageBody className="max-w-3xl">
        <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-6">
          <legend className="sr-only">Settings of the journey</legend>
          {own.map((problem) => (
            <Alert key={problem.message} tone={problem.severity === "error" ? "danger" : "warning"}>
              {problem.message}
            </Alert>
          ))}
          <Card title="About">
            <div className="flex flex-col gap-4">
              <NameField />
              <Field label="Description" hint="Optional">
                <Textarea
                  value={draft.description}
                  maxLength={5_000}
                  placeholder="What this journey is for"
                  onChange={(event) => {
                    const description = event.currentTarget.value;
                    edit("change the description", (d) => ({ ...d, description }), { mergeKey: "description" });
                  }}
                />
              </Field>
            </div>
          </Card>
          <Card title="Who may enter again">
            <ReentryBuilder
              value={settings.reentry}
              onChange={(reentry) => set("change who may enter again", { reentry })}
            />
          </Card>
          <Card
            title="Who may enter at all"
            description="Asked once, at every way in. Whoever does not match is turned away, and you can see why on their page."
          >
            <div className="flex flex-col gap-5">
              <ConditionBuilder
                scope="any"
                label="May enter when"
                value={settings.eligibility}
                onChange={(condition) =>
                  set("change who may enter", { eligibility: isNothing(condition) ? undefined : condition })
                }
              />
              <Field
                label="Only with consent"
                help="Nobody enters who has unsubscribed or whose address must not be written to."
              >
                <Switch
                  checked={settings.consent_required === true}
                  onCheckedChange={(on) => set("change the consent rule", { consent_required: on ? true : undefined })}
                />
              </Field>
            </div>
          </Card>
          <Card
            title="Leave early"
            description="Whoever matches leaves at once, wherever they stand. Their events count from the moment they entered."
          >
            <ConditionBuilder
              scope="any"
              label="Leave when"
              value={settings.exit_when}
              onChange={(condition) =>
                set("change the exit rule", { exit_when: isNothing(condition) ? undefined : condition })
              }
            />
          </Card>
          <Card title="Limits">
            <div className="flex flex-col gap-5">
              <Field
                label="Who goes first"
                help="When more is to be sent than goes out at once. Nothing waits for ever behind what is more urgent."
              >
                <Select
                  value={settings.priority ?? "normal"}
                  onValueChange={(chosen) => {
                    const priority = sendPriorities.find((one) => one === chosen && one !== "normal");
                    set("change the priority", { priority });
                  }}
                  options={priorities}
                />
              </Field>
              <MaxTime
                value={settings.max_time}
                onChange={(max_time) => set("change the longest stay", { max_time })}
              />
              <Field
                label="Time zone"
                help="For people whose own zone is not known. Waits until a time of day go by each person’s own zone first."
              >
                <TimezonePicker
                  value={settings.timezone ?? ""}
                  noneLabel="The workspace’s time zone"
                  onChange={(zone) => set("change the time zone", { timezone: zone === "" ? undefined : zone })}
                />
              </Field>
            </div>
          </Card>
        </fieldset>
      </PageBody>
    </KeepsUnfinishedRules>
  );
}

function NameField() {
  const name = useCanvas((s) => s.history.present.name);
  const edit = useCanvas((s) => s.edit);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;
  return (
    <Field label="Name" error={shown.trim() === "" ? "A name is needed" : undefined}>
      <Input
        value={shown}
        maxLength={200}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setTyped(next);
          if (next.trim() !== "")
            edit("rename the journey", (d) => ({ ...d, name: next.trim() }), { mergeKey: "name" });
        }}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}

function MaxTime({ value, onChange }: { value: string | undefined; onChange: (next: string | undefined) => void }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <span className="font-medium text-[0.8125rem]">Longest stay</span>
        {value === undefined ? null : (
          <Button variant="link" size="xs" onClick={() => onChange(undefined)}>
            No limit
          </Button>
        )}
      </div>
      {value === undefined ? (
        <p className="flex items-center gap-3 text-muted-foreground">
          People may stay as long as their steps take.
          <Button variant="outline" size="xs" onClick={() => onChange("P30D")}>
            Set a limit
          </Button>
        </p>
      ) : (
        <>
          <DurationInput label="Longest stay" value={value} onChange={onChange} />
          <p className="text-muted-foreground text-xs">Whoever is inside longer leaves.</p>
        </>
      )}
    </div>
  );
}

/** Settings with parts set or, for undefined, taken away. */
function withPart(settings: Settings, part: { [Key in keyof Settings]?: Settings[Key] | undefined }): Settings {
  const next = { ...settings, ...part };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Settings;
}

function isNothing(condition: object): boolean {
  return JSON.stringify(condition) === '{"all":[]}';
}
