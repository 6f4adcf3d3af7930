"use client";

import { History } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { useCanvasEnvironment } from "@/components/canvas/canvas-context";
import { useSaveDraft } from "@/components/canvas/save/save-draft-context";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { useFocusHome } from "@/components/ui/use-focus-home";
import type { BacktestResource } from "@/lib/api/schemas/backtest";
import { BacktestFigures } from "./backtest-figures";
import { isUnderWay, useBacktests } from "./use-backtests";

const spans = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `the last ${days} days` }));
const caps = [1, 2, 3, 5, 10].map((n) => ({
  value: String(n),
  label: `${n} ${n === 1 ? "mail" : "mails"} in 24 hours`,
}));

/** The draft walked through what people really did: asked for, watched, read. */
export function BacktestCard({ journeyId }: { journeyId: string }) {
  const { editable } = useCanvasEnvironment();
  const saveDraft = useSaveDraft();
  const { newest, start, cancel } = useBacktests(journeyId);
  const [days, setDays] = useState("30");
  const [cap, setCap] = useState("5");
  const again = useRef<HTMLButtonElement>(null);
  const run = async () => {
    if ((await saveDraft()) !== undefined) start.mutate({ days: Number(days), cap: Number(cap) });
  };
  const busy = newest !== undefined && isUnderWay(newest);
  return (
    <Card
      title="Backtest"
      description="The draft, walked through what people really did. Nothing is sent and nothing is changed."
    >
      <div className="flex flex-col gap-4">
        {editable ? (
          <div className="flex flex-wrap items-center gap-2">
            <Select
              aria-label="How far back"
              className="w-44"
              size="sm"
              value={days}
              onValueChange={setDays}
              options={spans}
            />
            <span className="text-muted-foreground text-sm">at most</span>
            <Select
              aria-label="Mails that are fine"
              className="w-48"
              size="sm"
              value={cap}
              onValueChange={setCap}
              options={caps}
            />
            <Button
              ref={again}
              size="sm"
              variant="outline"
              loading={start.isPending || busy}
              onClick={() => void run()}
            >
              <History /> Run the backtest
            </Button>
          </div>
        ) : null}
        {start.isError ? (
          <Alert tone="danger" live>
            {problemText(start.error)}
          </Alert>
        ) : null}
        {newest && busy ? <Progress backtest={newest} home={again} onCancel={() => cancel.mutate(newest.id)} /> : null}
        {newest && !busy ? <Outcome backtest={newest} journeyId={journeyId} /> : null}
      </div>
    </Card>
  );
}

type ProgressProps = {
  backtest: BacktestResource;
  /** has the focus when it is over */
  home: RefObject<HTMLElement | null>;
  onCancel: () => void;
};

function Progress({ backtest, home, onCancel }: ProgressProps) {
  const part = useFocusHome<HTMLDivElement>(home);
  const { people_done, people_total } = backtest;
  const share = people_total === null || people_total === 0 ? 0 : people_done / people_total;
  const words =
    people_total === null
      ? "Looking for people who did something that starts the journey …"
      : `${people_done.toLocaleString("en")} of ${people_total.toLocaleString("en")} people looked at`;
  return (
    <div ref={part} role="status" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <span className="text-sm">{words}</span>
        <Button size="xs" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <div
        role="progressbar"
        aria-label="People looked at"
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-muted"
      >
        <div className="h-full bg-primary transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

function Outcome({ backtest, journeyId }: { backtest: BacktestResource; journeyId: string }) {
  const { timezone } = useWorkspace();
  const { status, error, finished_at, people_done, people_total } = backtest;
  return (
    <div className="flex flex-col gap-4">
      {status === "failed" ? (
        <Alert tone="danger" title="It failed">
          {error}
        </Alert>
      ) : null}
      {status === "cancelled" ? (
        <Alert tone="info">
          It was cancelled after {people_done.toLocaleString("en")} of {(people_total ?? 0).toLocaleString("en")}{" "}
          people.
        </Alert>
      ) : null}
      {finished_at ? (
        <p className="text-muted-foreground text-xs">
          Done <RelativeTime at={finished_at} timezone={timezone} />, with the draft and the people’s attributes as they
          were then.
        </p>
      ) : null}
      <BacktestFigures backtest={backtest} journeyId={journeyId} />
    </div>
  );
}
