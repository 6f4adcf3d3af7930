"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PropertyRows } from "@/components/canvas/walk/property-rows";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useDebounced } from "@/components/data/use-debounced";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Sheet } from "@/components/ui/sheet";
import type { BulkPreview } from "@/lib/api/schemas/bulk-entry";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { JsonObject } from "@/lib/journey/json";
import { BulkProgress } from "./bulk-progress";
import { PeopleChooser, type Whom } from "./people-chooser";
import { useBulkEntry } from "./use-bulk-entry";

/** Puts one person, a segment or a list of ids into the live version, with the number first and the progress after. */
export function AddPeopleSheet({ journey, onClose }: { journey: JourneyResource; onClose: () => void }) {
  const [whom, setWhom] = useState<Whom>("person");
  const [source, setSource] = useState<JsonObject>();
  const [properties, setProperties] = useState<JsonObject>({});
  const { start, stop, entry } = useBulkEntry(journey.id);
  const preview = usePreview(journey.id, source);
  const total = preview.data?.total ?? 0;
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Add people"
      description={`They enter version ${journey.version} of ${journey.name} now.`}
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            {entry ? "Close" : "Cancel"}
          </Button>
          <Button
            disabled={!source || total === 0}
            loading={start.isPending || entry?.status === "running"}
            onClick={() => source && start.mutate({ source, properties })}
          >
            {total === 0 ? "Add" : total === 1 ? "Add 1 person" : `Add ${total.toLocaleString("en")} people`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5 pt-2">
        <SegmentedControl
          label="Whom"
          value={whom}
          options={[
            { value: "person", label: "One person" },
            { value: "segment", label: "A segment" },
            { value: "list", label: "A list" },
          ]}
          onValueChange={(next) => {
            setWhom(next);
            setSource(undefined);
          }}
        />
        <PeopleChooser key={whom} whom={whom} onChange={setSource} />
        {source ? <HeadCount preview={preview.data} /> : null}
        <PropertyRows
          label="Data they bring along"
          help="Steps and mails see it as the event’s properties."
          noun="Property"
          addLabel="Add a property"
          value={properties}
          onChange={setProperties}
        />
        <p className="text-muted-foreground text-xs">
          Who may enter, and who may enter again, is asked of each of them as always.
        </p>
        {[start, preview].map((failed, i) =>
          failed.error ? (
            <Alert key={i === 0 ? "start" : "preview"} tone="danger" live>
              {problemText(failed.error)}
            </Alert>
          ) : null,
        )}
        {entry ? <BulkProgress entry={entry} onStop={() => stop.mutate()} /> : null}
      </div>
    </Sheet>
  );
}

function usePreview(journeyId: string, source: JsonObject | undefined) {
  const { slug } = useWorkspace();
  const settled = useDebounced(source, 300);
  const counted = useQuery({
    queryKey: [slug, "bulk-preview", journeyId, settled],
    queryFn: ({ signal }) =>
      apiFetch<BulkPreview>(`/journeys/${journeyId}/bulk-enrollments/preview`, {
        method: "POST",
        body: { source: settled },
        signal,
      }),
    enabled: settled !== undefined,
  });
  // While the choice is still moving the number belongs to another one.
  return { data: settled === source ? counted.data : undefined, error: counted.error };
}

function HeadCount({ preview }: { preview: BulkPreview | undefined }) {
  if (!preview) return <p className="text-muted-foreground">Counting…</p>;
  const { total, unknown, unknown_total } = preview;
  return (
    <div role="status" className="flex flex-col gap-1">
      <p className="font-medium">{total === 1 ? "1 person" : `${total.toLocaleString("en")} people`}</p>
      {unknown_total > 0 ? (
        <p className="text-warning-text text-xs">
          {unknown_total.toLocaleString("en")} of the ids are not known here: {unknown.slice(0, 5).join(", ")}
          {unknown_total > 5 ? " …" : ""}
        </p>
      ) : null}
    </div>
  );
}
