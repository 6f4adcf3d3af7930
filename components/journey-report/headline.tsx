import { formatCount, formatShare } from "@/components/charts/format-number";
import type { JourneyReport } from "@/lib/api/schemas/report";

export function Headline({ report }: { report: JourneyReport }) {
  const { conversion, messages } = report;
  const figures = [
    { title: "Entered", value: formatCount(report.entered), note: "in this time" },
    { title: "In it now", value: formatCount(report.active), note: "whatever the time" },
    {
      title: "Finished",
      value: formatCount(report.completed),
      note: `${formatShare(report.completed, report.entered)} of entered`,
    },
    {
      title: "Left early",
      value: formatCount(report.exited),
      note:
        report.failed > 0
          ? `${formatCount(report.failed)} failed besides`
          : `${formatShare(report.exited, report.entered)} of entered`,
    },
    {
      title: "Converted",
      value: conversion.rate === null ? "–" : `${(conversion.rate * 100).toFixed(1)} %`,
      note: `${formatCount(conversion.converted)} reached a goal`,
    },
    {
      title: "Emails sent",
      value: formatCount(messages.sent),
      note: `${formatShare(messages.opened, messages.delivered)} opened`,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-xs sm:grid-cols-3 xl:grid-cols-6">
      {figures.map((figure) => (
        <div key={figure.title} className="flex flex-col bg-card p-4">
          <dt className="text-muted-foreground text-[0.8125rem]">{figure.title}</dt>
          <dd className="font-semibold text-2xl tabular-nums leading-tight tracking-tight">{figure.value}</dd>
          <dd className="text-muted-foreground text-xs">{figure.note}</dd>
        </div>
      ))}
    </dl>
  );
}
