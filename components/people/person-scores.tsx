"use client";

import Link from "next/link";
import { useClock } from "@/components/data/use-clock";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StandingResource } from "@/lib/api/schemas/scoring";
import { dig } from "@/lib/journey/read-path";

const tones: Readonly<Record<string, BadgeTone>> = {
  cold: "neutral",
  warm: "warning",
  hot: "danger",
  qualified: "success",
  low: "neutral",
  at_risk: "warning",
  moderate: "info",
  highly_engaged: "success",
  active: "success",
  high: "danger",
  medium: "warning",
};

const words = (name: string) => name.replaceAll("_", " ");
const rounded = (points: number) => (Math.round(points * 10) / 10).toLocaleString("en");

/** Where somebody stands, and what made it. */
export function PersonScores({ externalId }: { externalId: string }) {
  const path = `/subscribers/${encodeURIComponent(externalId)}/standing`;
  const answer = useResource<StandingResource>("people", path);
  if (answer.error || answer.isPending) return null;
  if (!answer.data.enabled) return <ScoresOff />;
  const { standing, lead } = answer.data;
  return (
    <Card title="Scores">
      <div className="flex flex-col gap-4">
        <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-2">
          <Score name="Lead" value={dig(standing, ["scores", "lead"])} of={dig(standing, ["scores", "lead_class"])} />
          <Score
            name="Engagement"
            value={dig(standing, ["scores", "engagement"])}
            of={dig(standing, ["scores", "engagement_class"])}
          />
          <Score name="Silence" value={undefined} of={dig(standing, ["activity", "inactive_class"])} />
          {dig(standing, ["predictions", "churn_class"]) === "not_enough_data" ? null : (
            <>
              <Score
                name="Churn risk"
                value={dig(standing, ["predictions", "churn_risk"])}
                unit=" %"
                of={dig(standing, ["predictions", "churn_class"])}
              />
              <Score
                name="Next buy in"
                value={dig(standing, ["predictions", "next_purchase_in_days"])}
                unit=" days"
                of={undefined}
              />
              <Score name="Value, 12 mo." value={dig(standing, ["predictions", "value_12_months"])} of={undefined} />
            </>
          )}
          <LastSeen at={dig(standing, ["activity", "last_seen_at"])} />
        </dl>
        {dig(standing, ["predictions", "churn_class"]) === "not_enough_data" ? null : <QualityLink />}
        {lead && lead.contributions.length > 0 ? <Contributions lead={lead} /> : null}
      </div>
    </Card>
  );
}

function QualityLink() {
  const { slug } = useWorkspace();
  return (
    <Link
      className="text-primary-text text-xs underline underline-offset-2"
      href={`/w/${slug}/settings/scores#prediction-quality`}
    >
      How good are the predictions?
    </Link>
  );
}

function ScoresOff() {
  const { slug } = useWorkspace();
  if (!useMay("manage_workspace")) return null;
  return (
    <Card title="Scores">
      <p className="text-muted-foreground">
        People are not scored here.{" "}
        <Link className="text-primary-text underline underline-offset-2" href={`/w/${slug}/settings/scores`}>
          Switch scores on
        </Link>
      </p>
    </Card>
  );
}

function Score({ name, value, unit = "", of }: { name: string; value: unknown; unit?: string; of: unknown }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2">
        {typeof value === "number" ? <span className="font-semibold tabular-nums">{`${value}${unit}`}</span> : null}
        {typeof of === "string" ? <Badge tone={tones[of] ?? "warning"}>{words(of)}</Badge> : null}
      </dd>
    </>
  );
}

function LastSeen({ at }: { at: unknown }) {
  const now = useClock();
  return (
    <>
      <dt className="text-muted-foreground">Last seen</dt>
      <dd>
        {typeof at === "string" ? (
          <RelativeTime at={at} now={now} />
        ) : (
          <span className="text-muted-foreground">never</span>
        )}
      </dd>
    </>
  );
}

function Contributions({ lead }: { lead: NonNullable<StandingResource["lead"]> }) {
  const now = useClock();
  const { contributions, events, points, bonus, active_weeks: weeks } = lead;
  return (
    <details>
      <summary className="cursor-pointer font-medium text-[0.8125rem]">What made the lead score</summary>
      <ul aria-label="What made the lead score" className="mt-2 flex flex-col gap-1.5 text-[0.8125rem]">
        {contributions.map((one) => (
          <li key={`${one.event} ${one.at}`} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate">
              {one.event}{" "}
              <span className="text-muted-foreground text-xs">
                <RelativeTime at={one.at} now={now} />
              </span>
            </span>
            <span className="shrink-0 tabular-nums">
              +{rounded(one.worth)}
              <span className="text-muted-foreground text-xs"> of {rounded(one.points)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-muted-foreground text-xs">
        {events > contributions.length ? `The best ${contributions.length} of ${events} events. ` : ""}
        Together {rounded(points)}
        {bonus > 0 ? `, and ${rounded(bonus)} % more for ${weeks} active weeks of the last four` : ""}.
      </p>
    </details>
  );
}
