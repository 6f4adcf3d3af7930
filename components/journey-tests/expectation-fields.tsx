"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { moveWithFocus } from "@/components/canvas/inspector/move-with-focus";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Expectation } from "@/lib/journey/journey-test";
import { endLabels } from "./describe-outcome";

const ANY = "(any)";
const ends = ["completed", "exited", "failed", "waiting"] as const;
type Steps = NonNullable<Expectation["path"]>;
type Mails = NonNullable<Expectation["messages"]>;
type Change = (next: Expectation) => void;

/** What must come of it: the path, the mails, the end. Each part counts only when it is there. */
export function ExpectationFields({ value, onChange }: { value: Expectation; onChange: Change }) {
  return (
    <div className="flex flex-col gap-5">
      <PathFields value={value} onChange={onChange} />
      <MailFields value={value} onChange={onChange} />
      <Field label="How it ends">
        <Select
          value={value.ended ?? ANY}
          options={[
            { value: ANY, label: "It does not matter" },
            ...ends.map((end) => ({ value: end, label: endLabels[end] })),
          ]}
          onValueChange={(chosen) => {
            const { ended: _ended, reason: _reason, ...rest } = value;
            const ended = ends.find((state) => state === chosen);
            onChange({ ...rest, ...(ended ? { ended } : {}) });
          }}
        />
      </Field>
    </div>
  );
}

function PathFields({ value, onChange }: { value: Expectation; onChange: Change }) {
  const { views } = useJourneyView();
  const steps = value.path ?? [];
  const set = (path: Steps) => {
    const { path: _path, ...rest } = value;
    onChange(path.length > 0 ? { ...rest, path } : rest);
  };
  const [first] = views.keys();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-[0.8125rem]">The path</legend>
      {steps.length === 0 ? <Nothing>Any path will do.</Nothing> : null}
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may pass a step twice; its place is its identity
        <div key={index} data-row className="flex items-center gap-1.5">
          <StepSelect
            label={`Step ${index + 1}`}
            value={step.node_id}
            onChange={(node_id) => set(replaced(steps, index, { node_id }))}
          />
          <PortSelect
            label={`Exit of step ${index + 1}`}
            step={step}
            onChange={(port) => set(replaced(steps, index, { node_id: step.node_id, ...(port ? { port } : {}) }))}
          />
          <IconButton
            label={`Move step ${index + 1} up`}
            size="icon-xs"
            disabled={index === 0}
            data-move={-1}
            onClick={(event) => {
              moveWithFocus(event.currentTarget.closest("[data-row]"), -1);
              set(swapped(steps, index - 1));
            }}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label={`Move step ${index + 1} down`}
            size="icon-xs"
            disabled={index === steps.length - 1}
            data-move={1}
            onClick={(event) => {
              moveWithFocus(event.currentTarget.closest("[data-row]"), 1);
              set(swapped(steps, index));
            }}
          >
            <ArrowDown />
          </IconButton>
          <Remove label={`Remove step ${index + 1}`} onClick={() => set(steps.filter((_, i) => i !== index))} />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Add disabled={!first} onClick={() => set([...steps, { node_id: first ?? "" }])}>
          Add a step
        </Add>
        {steps.length > 0 ? (
          <Select
            aria-label="How strictly the path is compared"
            size="sm"
            className="w-auto"
            value={value.path_match}
            options={[
              { value: "exact", label: "these steps and no others" },
              { value: "in_order", label: "in this order, others may lie between" },
            ]}
            onValueChange={(match) => onChange({ ...value, path_match: match === "in_order" ? match : "exact" })}
          />
        ) : null}
      </div>
    </fieldset>
  );
}

function MailFields({ value, onChange }: { value: Expectation; onChange: Change }) {
  const { views } = useJourneyView();
  const mails = value.messages ?? [];
  const set = (messages: Mails | undefined) => {
    const { messages: _messages, ...rest } = value;
    onChange(messages ? { ...rest, messages } : rest);
  };
  const first = [...views.values()].find(({ category }) => category === "message");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-[0.8125rem]">The mails</legend>
      {value.messages === undefined ? <Nothing>Any mails will do.</Nothing> : null}
      {value.messages?.length === 0 ? <Nothing>No mail at all.</Nothing> : null}
      {mails.map((mail, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step may send twice; its place is its identity
        <div key={index} className="flex items-center gap-1.5">
          <StepSelect
            label={`Mail ${index + 1}`}
            only="message"
            value={mail.node_id}
            onChange={(node_id) => set(replaced(mails, index, { ...mail, node_id }))}
          />
          <Input
            aria-label={`Subject of mail ${index + 1} contains`}
            placeholder="Subject contains …"
            className="h-8 min-w-0 flex-1"
            value={mail.subject_contains ?? ""}
            onChange={(event) => {
              const subject_contains = event.currentTarget.value;
              set(replaced(mails, index, { node_id: mail.node_id, ...(subject_contains ? { subject_contains } : {}) }));
            }}
          />
          <Remove label={`Remove mail ${index + 1}`} onClick={() => set(mails.filter((_, i) => i !== index))} />
        </div>
      ))}
      <div className="flex gap-2">
        <Add disabled={!first} onClick={() => set([...mails, { node_id: first?.id ?? "" }])}>
          Add a mail
        </Add>
        <Button variant="ghost" size="xs" onClick={() => set(value.messages === undefined ? [] : undefined)}>
          {value.messages === undefined ? "No mail may be sent" : "Mails do not matter"}
        </Button>
      </div>
    </fieldset>
  );
}

type StepSelectProps = { label: string; value: string; only?: string; onChange: (id: string) => void };

function StepSelect({ label, value, only, onChange }: StepSelectProps) {
  const { views } = useJourneyView();
  const options = [...views.values()]
    .filter(({ category }) => only === undefined || category === only)
    .map(({ id, summary }) => ({ value: id, label: summary }));
  const gone = views.has(value) ? [] : [{ value, label: `${value} (not in the draft)` }];
  return (
    <Select
      aria-label={label}
      size="sm"
      className="min-w-0 flex-1"
      value={value}
      options={[...options, ...gone]}
      onValueChange={onChange}
    />
  );
}

type PortSelectProps = { label: string; step: Steps[number]; onChange: (port: string | undefined) => void };

/** Only where there is a choice of exits. */
function PortSelect({ label, step, onChange }: PortSelectProps) {
  const { views } = useJourneyView();
  const ports = views.get(step.node_id)?.ports ?? [];
  if (ports.length < 2 && (step.port === undefined || ports.some(({ key }) => key === step.port))) return null;
  const known = step.port === undefined || ports.some(({ key }) => key === step.port);
  return (
    <Select
      aria-label={label}
      size="sm"
      className="w-32 shrink-0"
      value={step.port ?? ANY}
      options={[
        { value: ANY, label: "any exit" },
        ...ports.map((port) => ({ value: port.key, label: port.label })),
        ...(known ? [] : [{ value: step.port ?? ANY, label: `${step.port} (gone)` }]),
      ]}
      onValueChange={(chosen) => onChange(chosen === ANY ? undefined : chosen)}
    />
  );
}

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-muted-foreground text-xs">{children}</p>;

function Add({ disabled, onClick, children }: { disabled: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Button variant="outline" size="xs" disabled={disabled} onClick={onClick}>
      <Plus /> {children}
    </Button>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <IconButton label={label} size="icon-xs" onClick={onClick}>
      <X />
    </IconButton>
  );
}

function replaced<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.map((old, i) => (i === index ? item : old));
}

/** The item at `index` and the one after it change places. */
function swapped<Item>(items: readonly Item[], index: number): Item[] {
  const [one, other] = [items[index], items[index + 1]];
  if (one === undefined || other === undefined) return [...items];
  return items.map((item, i) => (i === index ? other : i === index + 1 ? one : item));
}
