"use client";

import { Sparkles } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";
import { onceDrawn } from "@/components/canvas/keyboard/once-drawn";
import { ApiError } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { useDrafting } from "./drafting-context";
import { DraftingProgress } from "./drafting-progress";
import { HowToSet } from "./how-to-set";
import { WhatIsSent } from "./what-is-sent";

/** As the API has it (lib/api/schemas/drafting.ts), without what parses it. */
const TEXT_MAX = 4_000;

const examples = {
  empty: [
    "Welcome people who register: an email at once, and two days later a reminder for those who have not opened it. Whoever buys hears no more.",
    "Win back people who have bought and then did nothing for 60 days: ask what they miss, and a week later make a small offer.",
  ],
  there: [
    "Add a reminder two days after the first email for everybody who has not opened it.",
    "Send nothing at weekends, and let everybody leave as soon as they buy.",
  ],
};

/** Asks for a journey, or a change of it, in words; what comes of it is shown beside the draft, and nothing is changed before that is accepted. */
export function DescribeDialog() {
  const drafting = useDrafting();
  const { llm } = useWorkspace();
  const empty = useCanvas((s) => s.history.present.graph.nodes.length === 0);
  const title = empty ? "Describe the journey" : "Describe what should change";
  return llm ? (
    <Asking title={title} empty={empty} host={llm.host} model={llm.model} />
  ) : (
    <HowToSet title={title} onClose={drafting.close} />
  );
}

type AskingProps = { title: string; empty: boolean; host: string; model: string };

function Asking({ title, empty, host, model }: AskingProps) {
  const { text, setText, ask, close } = useDrafting();
  const form = useId();
  const underWay = useRef<AbortController>(undefined);
  const words = useRef<HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  // After the window itself has taken the focus: so it knows whom to give it back to.
  useEffect(() => onceDrawn(() => words.current?.focus()), []);
  useEffect(() => () => underWay.current?.abort(), []);
  const submit = async () => {
    if (busy || text.trim() === "") return;
    const controller = new AbortController();
    underWay.current = controller;
    setBusy(true);
    setError(undefined);
    await ask(controller.signal).catch((caught: unknown) => (controller.signal.aborted ? undefined : setError(caught)));
    if (underWay.current === controller) setBusy(false);
  };
  const cancel = () => {
    underWay.current?.abort();
    underWay.current = undefined;
    setBusy(false);
  };
  const submitByKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      size="lg"
      title={title}
      description="A language model drafts it. You see what would change first, and nothing does until you accept it."
      footer={
        busy ? (
          <Button variant="outline" onClick={cancel}>
            Stop
          </Button>
        ) : (
          <>
            <Button variant="outline" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={form}>
              <Sparkles /> Draft it
            </Button>
          </>
        )
      }
    >
      <Form id={form} className="flex flex-col gap-4" onSubmit={() => void submit()}>
        <Field label="In your words" hint={`${text.length.toLocaleString("en")} of ${TEXT_MAX.toLocaleString("en")}`}>
          <Textarea
            rows={5}
            ref={words}
            required
            maxLength={TEXT_MAX}
            readOnly={busy}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={submitByKey}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          />
        </Field>
        {busy ? (
          <DraftingProgress host={host} />
        ) : (
          <Examples texts={empty ? examples.empty : examples.there} onChoose={setText} />
        )}
        {error === undefined ? null : <Failed error={error} />}
        <WhatIsSent host={host} model={model} />
      </Form>
    </Dialog>
  );
}

function Examples({ texts, onChoose }: { texts: readonly string[]; onChoose: (text: string) => void }) {
  return (
    <section aria-label="Examples" className="flex flex-col gap-1.5">
      <h3 className="text-muted-foreground text-xs">For example</h3>
      <ul className="flex flex-col gap-1.5">
        {texts.map((text) => (
          <li key={text}>
            <button
              type="button"
              className="w-full rounded-lg border border-border px-3 py-2 text-left text-sm hover:border-primary hover:bg-accent"
              onClick={() => onChoose(text)}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What went wrong in the server's words, and each thing that could not be used of an answer. */
function Failed({ error }: { error: unknown }) {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  const lines = [...new Set(errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)))];
  return (
    <Alert tone="danger" live title="Nothing was drafted">
      {problemText(error)}
      {lines.length > 0 ? (
        <ul className="mt-1 max-h-40 list-disc overflow-y-auto pl-4">
          {lines.map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
