import type { ReactNode } from "react";
import { formatDayFull } from "@/components/charts/format-day";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { PredictionQualityResource } from "@/lib/api/schemas/prediction-quality";
import { CHURN_HIGH, CHURN_MEDIUM } from "@/lib/journey/predict";

type Measured = NonNullable<PredictionQualityResource["measured"]>;

const count = (n: number) => n.toLocaleString("en");
const people = (n: number) => (n === 1 ? "1 person" : `${count(n)} people`);
const percent = (n: number | null) => (n === null ? "–" : `${Math.round(n)} %`);
const part = (did: number, all: number) => percent(all === 0 ? null : (100 * did) / all);
const amount = (n: number) => n.toLocaleString("en", { maximumFractionDigits: n < 100 ? 2 : 0 });

const nearness = (days: number) =>
  days === 0
    ? "did so on the very day foretold"
    : `were within ${days === 1 ? "1 day" : `${days} days`} of the day foretold`;

const risks = {
  high: `High, ${CHURN_HIGH} and over`,
  medium: `Medium, ${CHURN_MEDIUM} to ${CHURN_HIGH - 1}`,
  low: `Low, below ${CHURN_MEDIUM}`,
} as const;

/** Counts first, then what they come to. */
export function PredictionQualityFigures({
  quality,
  measured: { churn, next_purchase: next, value },
}: {
  quality: PredictionQualityResource;
  measured: Measured;
}) {
  const { days, as_of: asOf } = quality;
  const { at_risk: atRisk, baseline } = churn;
  return (
    <>
      <Part title="Churn risk">
        <p>
          Of {people(atRisk.called.people)} we would have called at risk on {formatDayFull(asOf)},{" "}
          {count(atRisk.called.did)} stayed silent for the {days} days since; of {count(atRisk.others.people)} others,{" "}
          {count(atRisk.others.did)} did. That is a precision of {percent(atRisk.precision)} and a recall of{" "}
          {percent(atRisk.recall)}.
        </p>
        <p className="text-muted-foreground">
          A plain rule beside it, nothing bought for {days} days, would have called {count(baseline.called.people)}:
          precision {percent(baseline.precision)}, recall {percent(baseline.recall)}. Silence in these days is not yet a
          customer lost: whoever buys once a quarter is silent in most months.
        </p>
        <Table label="Churn risk and who stayed silent">
          <thead>
            <TableRow>
              <TableHead>Churn class</TableHead>
              <TableHead className="text-right">People</TableHead>
              <TableHead className="text-right">Mean risk</TableHead>
              <TableHead className="text-right">Stayed silent</TableHead>
            </TableRow>
          </thead>
          <tbody className="tabular-nums">
            {churn.classes.toReversed().map((row) => (
              <TableRow key={row.class}>
                <TableCell>{risks[row.class]}</TableCell>
                <TableCell className="text-right">{count(row.people)}</TableCell>
                <TableCell className="text-right">{row.people === 0 ? "–" : percent(row.risk_mean)}</TableCell>
                <TableCell className="whitespace-nowrap text-right">
                  {count(row.silent)} ({part(row.silent, row.people)})
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </Part>
      <Part title="Next purchase">
        <p>
          Of {people(next.within.people)} expected to buy within the {days} days, {count(next.within.did)} did (
          {percent(next.hit_rate)}); of {count(next.overdue.people)} overdue by then, {count(next.overdue.did)}; of{" "}
          {count(next.later.people)} expected later, {count(next.later.did)}.
          {next.days_off_median === null
            ? ""
            : ` Half of those who were expected and came ${nearness(next.days_off_median)}.`}
        </p>
      </Part>
      <Part title="Value">
        <p>
          Foretold for the {days} days: {amount(value.expected)} in all; spent: {amount(value.spent)}. For one person it
          was {amount(value.error_mean)} off on average. A plain rule beside it, as much as in the {days} days before:{" "}
          {amount(value.baseline_error_mean)} off.
        </p>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 text-[0.8125rem]">
      <h3 className="font-medium">{title}</h3>
      {children}
    </section>
  );
}
