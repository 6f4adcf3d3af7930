"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { useUrlState } from "@/components/data/use-url-state";
import { useWorkspace } from "@/components/data/workspace-context";
import { useTemplateNames } from "@/components/pickers/use-template-names";
import { useJourneys, useSegments } from "@/components/pickers/use-vocabulary";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { StepSelect } from "@/components/why/step-select";
import { WhyAnswer } from "@/components/why/why-answer";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { stepNames } from "@/lib/nodes/step-names";
import { personName } from "./person-name";

/** "Why didn't Ada get …?": choose a journey, and a step of it, and read what decided it. */
export function WhyCard({ person }: { person: SubscriberResource }) {
  const { slug } = useWorkspace();
  const [journeyId, setJourney] = useUrlState("why");
  const [node, setNode] = useState("");
  const journeys = useJourneys();
  const options = journeys.data;
  const journey = options.find(({ id }) => id === journeyId);
  const segments = useSegments();
  const templates = useTemplateNames();
  const names = useMemo(
    () =>
      stepNames(journey?.graph ?? { nodes: [], edges: [] }, {
        segments: new Map(segments.data.map(({ id, name }) => [id, name])),
        templates: templates.data,
      }),
    [journey, segments.data, templates.data],
  );
  return (
    <Card title={`Why did ${personName(person)} (not) get …?`}>
      <div className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Journey">
            <Combobox
              value={journeyId || undefined}
              onValueChange={(id) => {
                setJourney(id);
                setNode("");
              }}
              loading={journeys.loading}
              options={options.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder="Choose a journey"
              searchPlaceholder="Search journeys"
            />
          </Field>
          {journey ? (
            <Field label="Step">
              <StepSelect graph={journey.graph} names={names} value={node} onChange={setNode} />
            </Field>
          ) : null}
        </div>
        {journey ? (
          <>
            <WhyAnswer journeyId={journey.id} externalId={person.external_id} node={node} />
            <Button asChild variant="outline" size="xs" className="w-fit">
              <Link href={`/w/${slug}/journeys/${journey.id}?person=${encodeURIComponent(person.external_id)}`}>
                Show on the canvas
              </Link>
            </Button>
          </>
        ) : null}
      </div>
    </Card>
  );
}
