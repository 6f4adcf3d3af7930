"use client";

import { useState } from "react";
import { useJourneyView } from "@/components/canvas/view/journey-view";
import { Sparkline } from "@/components/charts/sparkline";
import { TimeSeries } from "@/components/charts/time-series";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { BacktestResource } from "@/lib/api/schemas/backtest";
import { backtestDays } from "./backtest-days";
import { BacktestPeople, type PeopleOf } from "./backtest-people";

const number = new Intl.NumberFormat("en");

const refusalWords = {
  filter: "a filter",
  reentry: "re-entry",
  eligibility: "eligibility",
  consent: "consent",
  limits: "a trigger’s limits",
};
const refusalNames = ["filter", "reentry", "eligibility", "consent", "limits"] as const;

type FiguresProps = { backtest: BacktestResource; journeyId: string };

/** What a backtest found; every count of people opens the people behind it. */
export function BacktestFigures({ backtest, journeyId }: FiguresProps) {
  const [shown, setShown] = useState<PeopleOf>();
  const { figures, not_replayed, cap } = backtest;
  const days = backtestDays(backtest);
  const refusals = refusalNames.map((name) => [name, figures.refused[name]] as const);
  return (
    <div className="flex flex-col gap-5">
      {not_replayed.length > 0 ? (
        <Alert tone="info">
          {not_replayed.length === 1 ? "One trigger" : `${not_replayed.length} triggers`} of the journey cannot be
          replayed: who was added by hand, what an attribute was and who left a segment is not kept. Nobody entered that
          way here.
        </Alert>
      ) : null}
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border sm:grid-cols-4">
        <Figure title="Would have entered" value={figures.entries} note={`${number.format(figures.entered)} people`}>
          <PeopleButton label="Show the people" onClick={() => setShown({ title: "Would have entered", query: {} })} />
        </Figure>
        <Figure
          title="Mails"
          value={figures.mails}
          note={
            figures.unreachable > 0
              ? `${number.format(figures.unreachable)} more to people without consent or address`
              : "all could be sent"
          }
        />
        <Figure
          title={`Over ${cap} in 24 hours`}
          value={figures.over_cap.with_others}
          note={`people, ${number.format(figures.over_cap.alone)} by this journey alone; ${number.format(figures.over_cap.mails)} mails too many`}
        >
          {figures.over_cap.with_others > 0 ? (
            <PeopleButton
              label="Show the people"
              onClick={() => setShown({ title: `Over ${cap} mails in 24 hours`, query: { over_cap: "true" } })}
            />
          ) : null}
        </Figure>
        <Figure
          title="Not let in"
          value={refusals.reduce((sum, [, n]) => sum + n, 0)}
          note={
            refusals
              .filter(([, n]) => n > 0)
              .map(([name, n]) => `${number.format(n)} by ${refusalWords[name]}`)
              .join(", ") || "everybody who came was let in"
          }
        />
      </dl>
      {figures.entries > 0 ? (
        <TimeSeries
          label="Entries and mails by day"
          days={days.map(({ day }) => day)}
          series={[
            {
              key: "entries",
              label: "Entries",
              colour: "var(--chart-1)",
              values: days.map(({ entries }) => entries),
              filled: true,
            },
            { key: "mails", label: "Mails", colour: "var(--chart-2)", values: days.map(({ mails }) => mails) },
          ]}
        />
      ) : null}
      <Steps backtest={backtest} days={days.map(({ day }) => day)} onShow={setShown} />
      <Overlaps backtest={backtest} onShow={setShown} />
      <p className="text-muted-foreground text-xs">
        {number.format(figures.events)} events of {number.format(figures.people)} people were looked at. Attributes,
        tags and consent are those of today; segments count from when somebody entered them; a mail of the draft was
        never opened.
      </p>
      {shown ? (
        <BacktestPeople journeyId={journeyId} backtest={backtest.id} of={shown} onClose={() => setShown(undefined)} />
      ) : null}
    </div>
  );
}

type FigureProps = { title: string; value: number; note: string; children?: React.ReactNode };

function Figure({ title, value, note, children }: FigureProps) {
  return (
    <div className="flex flex-col bg-card p-4">
      <dt className="text-muted-foreground text-[0.8125rem]">{title}</dt>
      <dd className="font-semibold text-2xl tabular-nums leading-tight tracking-tight">{number.format(value)}</dd>
      <dd className="text-muted-foreground text-xs">{note}</dd>
      {children ? <dd className="mt-1">{children}</dd> : null}
    </div>
  );
}

function PeopleButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="link" size="xs" onClick={onClick}>
      {label}
    </Button>
  );
}

type StepsProps = { backtest: BacktestResource; days: readonly string[]; onShow: (of: PeopleOf) => void };

/** Each step with who got there and what it would have sent, day by day. */
function Steps({ backtest, days, onShow }: StepsProps) {
  const { views } = useJourneyView();
  const { nodes, mails_by_day } = backtest.figures;
  const steps = [...views.values()].filter(({ id }) => nodes[id]);
  if (steps.length === 0) return null;
  return (
    <Table label="Steps">
      <thead>
        <tr>
          <TableHead>Step</TableHead>
          <TableHead className="text-right">Arrived</TableHead>
          <TableHead className="text-right">Mails</TableHead>
          <TableHead>By day</TableHead>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ id, summary }) => {
          const counts = nodes[id] ?? { entered: 0, mails: 0 };
          const byDay = mails_by_day[id];
          return (
            <TableRow key={id}>
              <TableCell>{summary}</TableCell>
              <TableCell className="text-right tabular-nums">{number.format(counts.entered)}</TableCell>
              <TableCell className="text-right tabular-nums">
                {counts.mails > 0 ? (
                  <Button
                    variant="link"
                    size="xs"
                    aria-label={`${number.format(counts.mails)} mails of ${summary}: show the people`}
                    onClick={() => onShow({ title: summary, query: { node_id: id } })}
                  >
                    {number.format(counts.mails)}
                  </Button>
                ) : (
                  "–"
                )}
              </TableCell>
              <TableCell className="w-40">
                {byDay ? <Sparkline values={days.map((day) => byDay[day] ?? 0)} /> : null}
              </TableCell>
            </TableRow>
          );
        })}
      </tbody>
    </Table>
  );
}

function Overlaps({ backtest, onShow }: Omit<StepsProps, "days">) {
  const { journeys, figures } = backtest;
  if (journeys.length === 0) return null;
  return (
    <section aria-label="Other journeys at the same time">
      <h3 className="mb-1 font-medium text-sm">In other journeys at the same time</h3>
      <ul className="flex flex-col gap-1">
        {journeys
          .toSorted((a, b) => (figures.overlaps[b.id] ?? 0) - (figures.overlaps[a.id] ?? 0))
          .map(({ id, name }) => (
            <li key={id} className="flex items-baseline gap-2 text-sm">
              <span>{name}</span>
              <Button
                variant="link"
                size="xs"
                onClick={() => onShow({ title: `Also in “${name}”`, query: { journey_id: id } })}
              >
                {number.format(figures.overlaps[id] ?? 0)} people
              </Button>
            </li>
          ))}
      </ul>
    </section>
  );
}
