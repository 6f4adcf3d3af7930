"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import type { ScoringResource } from "@/lib/api/schemas/scoring";
import { SettingsForm } from "../settings-form";
import { SwitchRow } from "../switch-row";
import { EngagementCard } from "./engagement-card";
import { LeadCard } from "./lead-card";
import { PredictionsCard } from "./predictions-card";
import { draftOf, type ScoresPartProps, scoringOf } from "./scores-draft";
import { SilenceCard } from "./silence-card";
import { StagesCard } from "./stages-card";

export function ScoresForm({ scoring }: { scoring: ScoringResource }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(scoring));
  const save = useMutation({
    mutationFn: () => apiFetch<ScoringResource>("/scoring", { method: "PUT", body: scoringOf(draft) }),
    onSuccess: async () => {
      toast.success("Scores saved");
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  const problem = save.error instanceof ApiError ? save.error : undefined;
  const parts: ScoresPartProps = {
    draft,
    set: (change) => setDraft((before) => ({ ...before, ...change })),
    error: (path) => problem?.fieldError(path),
  };
  return (
    <SettingsForm save={save} saveLabel="Save scores" noun="the scores">
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
