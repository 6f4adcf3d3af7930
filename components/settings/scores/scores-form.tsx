"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { useSavedForm } from "@/components/data/use-saved-form";
import { useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { ScoringResource } from "@/lib/api/schemas/scoring";
import { SettingsForm } from "../settings-form";
import { SwitchRow } from "../switch-row";
import { EngagementCard } from "./engagement-card";
import { LeadCard } from "./lead-card";
import { PredictionsCard } from "./predictions-card";
import { draftOf, type ScoresDraft, type ScoresPartProps, scoringOf } from "./scores-draft";
import { SilenceCard } from "./silence-card";
import { StagesCard } from "./stages-card";

const unsent = createUnsentDrafts<ScoresDraft>();

const partsOf = (draft: ScoresDraft) => {
  const { enabled, rules, lifecycle } = scoringOf(draft);
  return {
    "whether people are scored": enabled,
    "lead score": rules.lead,
    engagement: rules.engagement,
    silence: rules.activity,
    predictions: rules.predictions,
    stages: lifecycle,
  };
};

export function ScoresForm({ scoring }: { scoring: ScoringResource }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const form = useSavedForm({
    resource: "scoring",
    path: "/scoring",
    method: "PUT",
    stored: scoring,
    draftOf,
    bodyOf: scoringOf,
    partsOf,
    unsent,
    onSaved: () => {
      toast.success("Scores saved");
      return queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  const parts: ScoresPartProps = { draft: form.draft, set: form.set, error: form.fieldError };
  return (
    <SettingsForm form={form} saveLabel="Save scores" noun="the scores">
      <SwitchCard {...parts} scoring={scoring} />
      <LeadCard {...parts} />
      <EngagementCard {...parts} />
      <SilenceCard {...parts} />
      <PredictionsCard {...parts} />
      <StagesCard {...parts} />
    </SettingsForm>
  );
}

function SwitchCard({ draft, set, scoring }: ScoresPartProps & { scoring: ScoringResource }) {
  const { building, used_by: usedBy } = scoring;
  return (
    <Card>
      <div className="flex flex-col gap-4">
        <SwitchRow
          label="Score people"
          help="Goes on by itself when a live journey or a segment looks at a score. Off, nothing is counted and nothing is kept up to date."
          checked={draft.enabled}
          onChange={(enabled) => set({ enabled })}
        />
        {building ? <Progress {...building} /> : null}
        {usedBy.length > 0 ? (
          <p className="text-muted-foreground text-xs">Looked at by {usedBy.map((name) => `“${name}”`).join(", ")}.</p>
        ) : null}
      </div>
    </Card>
  );
}

function Progress({ done, total }: { done: number; total: number | null }) {
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <p className="text-[0.8125rem]">
        Everybody is being scored by these rules
        {total === null ? " …" : `: ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`}
      </p>
      <progress
        aria-label="People scored"
        className="h-1.5 w-full overflow-hidden rounded-full accent-primary"
        max={Math.max(total ?? 1, 1)}
        {...(total === null ? {} : { value: done })}
      />
    </div>
  );
}
