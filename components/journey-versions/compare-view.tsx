"use client";

import { ArrowLeftRight, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { ReviewPanel } from "@/components/approvals/review-panel";
import { useIsNarrow } from "@/components/canvas/use-is-narrow";
import { useResource } from "@/components/data/use-resource";
import { useJourneyVersions } from "@/components/journeys/use-journey";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { MailChange } from "@/lib/api/schemas/journey-versions";
import { ChangeList } from "./change-list";
import { MailButton } from "./mail-button";
import { readSide, type Side } from "./side";
import { useChanges } from "./use-changes";
import { useShown } from "./use-shown";
import { VersionsFailed } from "./versions-failed";

const DiffCanvas = dynamic(() => import("./diff-canvas").then((m) => m.DiffCanvas), { ssr: false });

type CompareViewProps = { journey: JourneyResource; before: Side; after: Side };

/** Two states of a journey on one canvas, with every difference in words beside it. */
export function CompareView({ journey, before, after }: CompareViewProps) {
  const narrow = useIsNarrow();
  const [, show] = useShown();
  const { compared, pending, error } = useChanges(journey, before, after);
  const [chosen, setChosen] = useState<string>();
  const choose = useCallback((id: string) => setChosen((now) => (now === id ? undefined : id)), []);
  if (pending || narrow === undefined) return <div className="min-h-0 flex-1" aria-busy="true" />;
  if (!compared && error) return <VersionsFailed journeyId={journey.id} error={error} />;
  if (!compared)
    return (
      <div className="p-8">
        <EmptyState
          title="One of the two versions does not exist"
          action={<Button onClick={() => show({ kind: "draft" })}>Show the draft</Button>}
        />
      </div>
    );
  return (
    <>
      <CompareBar journey={journey} before={before} after={after} />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        {narrow ? null : <DiffCanvas after={compared.after} diff={compared.diff} chosen={chosen} onChoose={choose} />}
        <Differences
          key={`${before}..${after}`}
          {...{ journey, before, after }}
          onChoose={narrow ? undefined : choose}
        />
      </div>
    </>
  );
}

function CompareBar({ journey, before, after }: CompareViewProps) {
  const [, show] = useShown();
  const versions = useJourneyVersions(journey.id);
  const options = [
    { value: "draft", label: "Draft" },
    ...(journey.approval ? [{ value: "asked", label: "Asked for approval" }] : []),
    ...(journey.version === null ? [{ value: "live", label: "Nothing: not published" }] : []),
    ...(versions.data?.data ?? []).map(({ number, live }) => ({
      value: live ? "live" : String(number),
      label: live ? `Live: version ${number}` : `Version ${number}`,
    })),
  ];
  const optionOf = (side: Side) => {
    const live = versions.data?.data.find((version) => version.live)?.number;
    return side === live ? "live" : String(side);
  };
  const compare = (from: Side | undefined, to: Side | undefined) => {
    if (from !== undefined && to !== undefined) show({ kind: "compare", before: from, after: to });
  };
  return (
    <section
      aria-label="Comparison"
      className="flex items-center gap-2 border-border border-b bg-info-soft px-4 py-2 text-sm max-sm:gap-1 max-sm:px-3"
    >
      <Select
        size="sm"
        className="w-44 max-sm:min-w-0 max-sm:flex-1"
        aria-label="Before"
        value={optionOf(before)}
        onValueChange={(value) => compare(readSide(value), after)}
        options={options}
      />
      <IconButton label="Swap the two sides" onClick={() => compare(after, before)}>
        <ArrowLeftRight />
      </IconButton>
      <Select
        size="sm"
        className="w-44 max-sm:min-w-0 max-sm:flex-1"
        aria-label="After"
        value={optionOf(after)}
        onValueChange={(value) => compare(before, readSide(value))}
        options={options}
      />
      <Button
        size="sm"
        variant="ghost"
        className="ml-auto shrink-0 max-sm:px-2"
        onClick={() => show({ kind: "draft" })}
      >
        <X /> <span className="max-sm:sr-only">Close the comparison</span>
      </Button>
    </section>
  );
}

function Differences(props: CompareViewProps & { onChoose: ((id: string) => void) | undefined }) {
  const { journey, before, after, onChoose } = props;
  const { lines, compared } = useChanges(journey, before, after);
  const mails = useResource<{ mails: MailChange[] }>("journey-compare", `/journeys/${journey.id}/compare`, {
    query: {
      before: String(before),
      after: String(after),
      revision: journey.revision,
      approval: journey.approval?.id,
    },
  });
  const changed = mails.data?.mails ?? [];
  const mailOf = (id: string | undefined) => changed.find(({ node_id }) => node_id === id);
  const said = new Set(lines.map(({ id }) => id));
  const mailsOnly = changed.filter(({ node_id }) => !said.has(node_id));
  const nothing = lines.length === 0 && mailsOnly.length === 0 && mails.isSuccess;
  const names = { before: compared?.before.name ?? "", after: compared?.after.name ?? "" };
  const differences = (
    <>
      <h2 className="font-semibold">{nothing ? "No differences" : "What is different"}</h2>
      {nothing ? <p className="text-muted-foreground">People walk through both in the same way.</p> : null}
      <ChangeList
        lines={lines}
        action={(line) => <MailButton mail={mailOf(line.id)} names={names} />}
        {...(onChoose ? { onChoose } : {})}
      />
      {mailsOnly.map((mail) => (
        <div key={mail.node_id} className="flex flex-col items-start gap-1">
          <p className="font-medium">Only the mail itself: {mail.after?.subject ?? mail.before?.subject}</p>
          <MailButton mail={mail} names={names} />
        </div>
      ))}
    </>
  );
  return (
    <aside
      aria-label="Differences"
      className="flex w-96 shrink-0 flex-col gap-4 overflow-y-auto border-border border-l bg-card p-4 text-sm max-md:w-full max-md:border-l-0"
    >
      {after === "asked" && journey.approval ? <ReviewPanel journey={journey}>{differences}</ReviewPanel> : differences}
    </aside>
  );
}
