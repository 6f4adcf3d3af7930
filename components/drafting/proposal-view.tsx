"use client";

import { Check, PencilLine, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useCanvas } from "@/components/canvas/canvas-context";
import { useIsNarrow } from "@/components/canvas/use-is-narrow";
import { problemText } from "@/components/data/problem-text";
import { ChangeList } from "@/components/journey-versions/change-list";
import { MailButton } from "@/components/journey-versions/mail-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Proposal } from "@/lib/api/schemas/drafting";
import { diffGraphs } from "@/lib/engine/diff-graphs";
import { useDrafting } from "./drafting-context";
import { ProposalProblems } from "./proposal-problems";

const DiffCanvas = dynamic(() => import("@/components/journey-versions/diff-canvas").then((m) => m.DiffCanvas), {
  ssr: false,
});

/** What a model would make of the draft, as versions are compared: on one canvas, in words, mail by mail. Accepted, said differently, or discarded. */
export function ProposalView({ proposal }: { proposal: Proposal }) {
  const narrow = useIsNarrow();
  const before = useCanvas((s) => s.history.present.graph);
  const [chosen, setChosen] = useState<string>();
  const choose = useCallback((id: string) => setChosen((now) => (now === id ? undefined : id)), []);
  const { graph, settings } = proposal.draft;
  const diff = useMemo(() => diffGraphs(before, graph), [before, graph]);
  const made = useMemo(() => new Map(proposal.mails_made.map(({ id, name }) => [id, name])), [proposal]);
  if (narrow === undefined) return <div className="min-h-0 flex-1" aria-busy="true" />;
  return (
    <>
      <ProposalBar model={proposal.model} />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        {narrow ? null : (
          <DiffCanvas
            after={{ graph, settings, name: "the proposal" }}
            diff={diff}
            chosen={chosen}
            onChoose={choose}
            mails={made}
          />
        )}
        <Changes proposal={proposal} onChoose={narrow ? undefined : choose} />
      </div>
    </>
  );
}

function ProposalBar({ model }: { model: string }) {
  const { accept, discard, open, stale } = useDrafting();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const acceptIt = async () => {
    setBusy(true);
    setError(undefined);
    // Accepted, this bar is gone by now.
    await accept().catch(setError);
    setBusy(false);
  };
  return (
    <section
      aria-label="Proposal"
      className="flex flex-col gap-2 border-border border-b bg-info-soft px-4 py-2 text-sm max-sm:px-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-52 text-info-text">
          <span className="font-medium">Drafted by {model}.</span> Nothing is changed yet.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="ghost" onClick={discard}>
            <X /> Discard
          </Button>
          <Button size="sm" variant="outline" onClick={open}>
            <PencilLine /> Say it differently
          </Button>
          {stale ? null : (
            <Button size="sm" loading={busy} onClick={() => void acceptIt()}>
              <Check /> Accept
            </Button>
          )}
        </div>
      </div>
      {stale ? (
        <Alert tone="warning" live title="Somebody saved this journey meanwhile">
          The proposal was made for the draft before that, so accepting it would undo their change. What they saved is
          taken over here; “Say it differently” has your words, to draft it again on top of theirs.
        </Alert>
      ) : null}
      {error === undefined ? null : (
        <Alert tone="danger" live title="It was not accepted">
          {problemText(error)}
        </Alert>
      )}
    </section>
  );
}

type ChangesProps = { proposal: Proposal; onChoose: ((id: string) => void) | undefined };

function Changes({ proposal, onChoose }: ChangesProps) {
  const { say, changes, mails, mails_made: made } = proposal;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const mailOf = (id: string | undefined) => mails.find(({ node_id }) => node_id === id);
  return (
    <aside
      aria-label="What would change"
      className="flex w-96 shrink-0 flex-col gap-4 overflow-y-auto border-border border-l bg-card p-4 text-sm max-md:w-full max-md:border-l-0"
    >
      <h2 ref={heading} tabIndex={-1} className="font-semibold outline-none">
        {changes.length === 0 ? "Nothing would change" : "What would change"}
      </h2>
      {say ? (
        <blockquote className="border-border border-l-2 pl-3 text-muted-foreground">
          <span className="sr-only">The model says: </span>
          <span className="whitespace-pre-line break-words">{say}</span>
        </blockquote>
      ) : null}
      <ProposalProblems proposal={proposal} onChoose={onChoose} />
      {made.length > 0 ? (
        <p className="text-muted-foreground">
          Accepting makes {made.length === 1 ? "one new mail" : `${made.length} new mails`}:{" "}
          {made.map(({ name }) => `“${name}”`).join(", ")}.
        </p>
      ) : null}
      <ChangeList
        lines={changes}
        action={(line) => <MailButton mail={mailOf(line.id)} names={{ before: "the draft", after: "the proposal" }} />}
        {...(onChoose ? { onChoose } : {})}
      />
    </aside>
  );
}
