"use client";

import { useJourneyView } from "@/components/canvas/view/journey-view";
import { QueryFailed } from "@/components/data/query-failed";
import { useJourneyVersions } from "@/components/journeys/use-journey";
import { SwitchRow } from "@/components/settings/switch-row";
import { Badge } from "@/components/ui/badge";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import { describeNode } from "@/lib/nodes/describe-node";
import { peopleWords } from "./people-words";
import { useNamesOf } from "./use-names-of";
import { type PlanPlace, placeKey, type usePublishPlan } from "./use-publish-plan";

type PeoplePlanProps = { journey: JourneyResource; people: ReturnType<typeof usePublishPlan> };

/** Who is inside and where, and what becomes of them: the author decides for each step that changes or goes. */
export function PeoplePlan({ journey, people }: PeoplePlanProps) {
  const { plan, affected, unaffected, setUnaffected } = people;
  if (plan.isError) return <QueryFailed error={plan.error} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <Skeleton className="h-16" />;
  const { data } = plan;
  if (data.people === 0) return <p>Nobody is inside at the moment.</p>;
  return (
    <div className="flex flex-col gap-3">
      <p>
        {peopleWords(data.people)} inside
        {affected.length === 0
          ? `, ${data.people === 1 ? "waiting" : "all waiting"} at steps that stay as they are.`
          : `: ${data.unaffected.toLocaleString("en")} unaffected, ${(data.people - data.unaffected).toLocaleString("en")} waiting at a changed or removed step.`}{" "}
        Whoever enters from now on takes version {data.version}.
      </p>
      {journey.status === "paused" ? (
        <p>The journey is paused. Publishing lets everybody go on, those whose time was up at once.</p>
      ) : null}
      {affected.map((place) => (
        <Place key={placeKey(place)} journeyId={journey.id} place={place} people={people} next={data.version} />
      ))}
      {data.unaffected > 0 ? (
        <SwitchRow
          label={`Move ${peopleWords(data.unaffected)} at unchanged steps to version ${data.version} too`}
          help="They stay where they stand and their timers run on. Otherwise they finish on the version they entered."
          checked={unaffected === "move"}
          onChange={(on) => setUnaffected(on ? "move" : "stay")}
        />
      ) : null}
    </div>
  );
}

type PlaceProps = {
  journeyId: string;
  place: PlanPlace;
  people: ReturnType<typeof usePublishPlan>;
  next: number;
};

function Place({ journeyId, place, people, next }: PlaceProps) {
  const { views } = useJourneyView();
  const namesOf = useNamesOf();
  const versions = useJourneyVersions(journeyId);
  const graph = versions.data?.data.find(({ number }) => number === place.version)?.graph;
  const node = graph?.nodes.find(({ id }) => id === place.node_id);
  const name = graph && node ? describeNode(node, namesOf(graph)).summary : place.node_id;
  const here = views.get(place.node_id);
  const targets = [...views.values()].filter(({ category, id }) => category !== "trigger" && id !== place.node_id);
  const options = [
    { value: "stay", label: `Finish on version ${place.version}` },
    ...(here && place.fate === "changed"
      ? [{ value: `to:${here.id}`, label: `Begin this step anew: ${here.summary}` }]
      : []),
    { value: "leave", label: "Leave the journey" },
    ...targets.map(({ id, summary }) => ({ value: `to:${id}`, label: `Go to: ${summary}` })),
  ];
  return (
    <div className="flex flex-col gap-1.5 rounded-lg border border-border px-3 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{name}</span>
        <Badge tone={place.fate === "removed" ? "danger" : "warning"}>{place.fate}</Badge>
        <span className="text-muted-foreground text-xs">
          {peopleWords(place.people)}, version {place.version}
        </span>
      </p>
      <Select
        size="sm"
        className="w-full"
        aria-label={`What becomes of ${peopleWords(place.people)} at ${name}, now on version ${place.version}, when version ${next} is live`}
        value={people.choiceOf(place)}
        onValueChange={(choice) => people.choose(place, choice)}
        options={options}
      />
    </div>
  );
}
