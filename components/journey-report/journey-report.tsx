"use client";

import { ChartColumn } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useClock } from "@/components/data/use-clock";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useSegments } from "@/components/pickers/use-vocabulary";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { List } from "@/lib/api/schemas/common";
import type { JourneyVersionResource } from "@/lib/api/schemas/journey";
import type { JourneyReport as Report } from "@/lib/api/schemas/report";
import { EmailTable } from "./email-table";
import { ExitReasons } from "./exit-reasons";
import { Headline } from "./headline";
import { ReportFunnel } from "./report-funnel";
import { type RangeChoice, rangeLabels, rangeOf } from "./report-ranges";
import { reportSteps } from "./report-steps";
import { ReportTrend } from "./report-trend";

const ALL = "all";

/** Everything a journey did, for a range of days and a version. */
export function JourneyReport({ journeyId }: { journeyId: string }) {
  const now = useClock();
  const [choice, setChoice] = useState<RangeChoice>("30");
  const [version, setVersion] = useState(ALL);
  const range = now === undefined ? {} : rangeOf(choice, now);
  const report = useResource<Report>("report", `/journeys/${journeyId}/report`, {
    query: { ...range, version: version === ALL ? undefined : version },
    enabled: now !== undefined,
    refetchMs: 20_000,
  });
  return (
    <PageBody>
      <div className="flex flex-wrap items-center gap-3">
        <SegmentedControl
          label="Range"
          value={choice}
          onValueChange={setChoice}
          options={(Object.keys(rangeLabels) as RangeChoice[]).map((value) => ({ value, label: rangeLabels[value] }))}
        />
        <Select
          aria-label="Version"
          className="w-44"
          value={version}
          onValueChange={setVersion}
          options={[
            { value: ALL, label: "All versions" },
            ...(report.data?.versions ?? []).map(({ number }) => ({
              value: String(number),
              label: `Version ${number}`,
            })),
          ]}
        />
      </div>
      {report.isLoadingError ? (
        <QueryFailed error={report.error} onRetry={() => void report.refetch()} />
      ) : report.isPending ? (
        <div role="status" className="flex flex-col gap-6">
          <span className="sr-only">Loading the report</span>
          <Skeleton className="h-28 w-full" />
          <Skeleton className="h-80 w-full" />
        </div>
      ) : (
        <Loaded report={report.data} range={range} journeyId={journeyId} version={version} />
      )}
    </PageBody>
  );
}

type LoadedProps = { report: Report; range: { from?: string; to?: string }; journeyId: string; version: string };

function Loaded({ report, range, journeyId, version }: LoadedProps) {
  const { slug } = useWorkspace();
  const versions = useResource<List<JourneyVersionResource>>("journey-versions", `/journeys/${journeyId}/versions`);
  const segments = useSegments();
  const templates = useTemplateNames();
  if (report.entered === 0 && report.active === 0 && report.series.length === 0) {
    return (
      <EmptyState
        icon={<ChartColumn />}
        title="Nothing to report in this time"
        description="When people enter the journey, every step counts them, and this page adds it up. For example: of 1,000 who entered, 438 opened the first mail and 61 bought."
        action={
          <Button asChild variant="outline">
            <Link href={`/w/${slug}/journeys/${journeyId}?walk=1`}>Walk somebody through it</Link>
          </Button>
        }
      />
    );
  }
  const all = versions.data?.data ?? [];
  const shown = all.find((one) => (version === ALL ? one.live : one.number === Number(version))) ?? all[0];
  const steps = reportSteps(report, shown?.graph, {
    segments: new Map(segments.data.map(({ id, name }) => [id, name])),
    templates: templates.data,
  });
  const file = `journey-${journeyId}`;
  return (
    <>
      <Headline report={report} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <ReportFunnel steps={steps} journeyId={journeyId} fileName={`${file}-funnel`} />
        <div className="flex min-w-0 flex-col gap-6">
          <ReportTrend report={report} range={range} fileName={`${file}-days`} />
          <ExitReasons steps={steps} report={report} fileName={`${file}-exits`} />
        </div>
      </div>
      <EmailTable steps={steps} fileName={`${file}-emails`} />
    </>
  );
}
