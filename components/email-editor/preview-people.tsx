"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useJourneys, useSegments } from "@/components/pickers/use-vocabulary";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { PersonPicker } from "./person-picker";
import { type PreviewAudience, usePreviewPeople } from "./use-preview-people";

const EVERYBODY = "all";

type PreviewPeopleProps = {
  audience: PreviewAudience;
  onAudience: (audience: PreviewAudience) => void;
  person: string | undefined;
  onPerson: (externalId: string | undefined) => void;
  nobody: boolean;
  onNobody: () => void;
};

/** Whom the mail is seen as: the audience, one person of it by search, and the next or the one before. */
export function PreviewPeople({ audience, onAudience, person, onPerson, nobody, onNobody }: PreviewPeopleProps) {
  const segments = useSegments();
  const journeys = useJourneys();
  const people = usePreviewPeople(audience, person);
  const { segment_id, journey_id } = audience;
  const value = segment_id ? `segment:${segment_id}` : journey_id ? `journey:${journey_id}` : EVERYBODY;
  const go = async (by: 1 | -1) => {
    const next = await people.step(by);
    if (next !== undefined) onPerson(next);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
      <Combobox
        aria-label="Audience"
        className="w-44 max-sm:flex-1"
        value={value}
        onValueChange={(next) => {
          const [kind, id = ""] = next.split(":");
          onAudience(kind === "segment" ? { segment_id: id } : kind === "journey" ? { journey_id: id } : {});
        }}
        options={[
          { value: EVERYBODY, label: "Everybody" },
          ...segments.data.map(({ id, name }) => ({ value: `segment:${id}`, label: name, help: "Segment" })),
          ...journeys.data
            .filter(({ status }) => status !== "archived")
            .map(({ id, name }) => ({ value: `journey:${id}`, label: name, help: "Inside this journey now" })),
        ]}
        searchPlaceholder="Search segments and journeys"
      />
      <div className="flex items-center gap-1 max-sm:w-full">
        <IconButton label="Previous person" disabled={people.at <= 0} onClick={() => void go(-1)}>
          <ChevronLeft />
        </IconButton>
        <PersonPicker
          value={person}
          onChange={onPerson}
          empty={nobody}
          onEmpty={onNobody}
          className="w-52 max-sm:min-w-0 max-sm:flex-1"
        />
        <IconButton
          label="Next person"
          disabled={people.waiting || people.empty || (people.at >= people.ids.length - 1 && !people.more)}
          onClick={() => void go(1)}
        >
          <ChevronRight />
        </IconButton>
      </div>
      {people.empty ? <span className="text-muted-foreground text-xs">Nobody is in this audience.</span> : null}
    </div>
  );
}
