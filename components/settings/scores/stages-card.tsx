"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { ConditionBuilder } from "@/components/conditions/condition-builder";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { lifecycleStages } from "@/lib/journey/lifecycle-stages";
import { nextKey, type ScoresPartProps, type StageRow } from "./scores-draft";

const named = (stage: string) => `${stage.charAt(0).toUpperCase()}${stage.slice(1)}`;

/** A stage of another name stays what it is. */
const optionsFor = (stage: string) =>
  [...new Set([...lifecycleStages, stage])].map((value) => ({ value, label: named(value) }));

export function StagesCard({ draft, set, error }: ScoresPartProps) {
  const { stages } = draft;
  const put = (next: StageRow[]) => set({ stages: next });
  const change = (key: string, part: Partial<StageRow>) =>
    put(stages.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const move = (from: number, to: number) => {
    const next = [...stages];
    const [row] = next.splice(from, 1);
    if (row) next.splice(to, 0, row);
    put(next);
  };
  const add = (stage: string) =>
    put([...stages, { key: nextKey(), stage, condition: { all: [{ event: "purchase_completed" }] } }]);
  return (
    <Card
      title="Lifecycle stages"
      description="The first rule that holds decides somebody's stage, whenever they change. Where none holds the stage stays."
    >
      <div className="flex flex-col gap-3">
        {stages.length === 0 ? (
          <p className="text-muted-foreground">
            No rules: stages are set by your app, by people here and by journeys. For example: who has bought is a
            customer.
          </p>
        ) : null}
        <ol aria-label="Stages by their rules" className="flex flex-col gap-3">
          {stages.map(({ key, stage, condition }, i) => (
            <li key={key} className="flex flex-col gap-3 rounded-lg border border-border p-3">
              <div className="flex items-center gap-2">
                <Select
                  aria-label={`Stage ${i + 1}`}
                  className="w-44"
                  value={stage}
                  options={optionsFor(stage)}
                  onValueChange={(next) => change(key, { stage: next })}
                />
                <span className="text-muted-foreground text-xs">when</span>
                <div className="ml-auto flex">
                  <IconButton label={`Move stage ${i + 1} up`} disabled={i === 0} onClick={() => move(i, i - 1)}>
                    <ArrowUp aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={`Move stage ${i + 1} down`}
                    disabled={i === stages.length - 1}
                    onClick={() => move(i, i + 1)}
                  >
                    <ArrowDown aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={`Remove stage ${i + 1}`}
                    onClick={() => put(stages.filter((row) => row.key !== key))}
                  >
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                </div>
              </div>
              <ConditionBuilder
                label={`Who is ${stage}`}
                scope="subscriber"
                value={condition}
                onChange={(next) => change(key, { condition: next })}
                error={error(`lifecycle.${i}.condition`)}
              />
            </li>
          ))}
        </ol>
        <Button
          type="button"
          variant="outline"
          size="sm"
          className="w-fit"
          onClick={() => add(lifecycleStages.find((name) => !stages.some(({ stage }) => stage === name)) ?? "customer")}
        >
          <Plus aria-hidden="true" /> Add a stage
        </Button>
      </div>
    </Card>
  );
}
