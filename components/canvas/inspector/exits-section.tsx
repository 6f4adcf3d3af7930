"use client";

import { Combobox } from "@/components/ui/combobox";
import { connect } from "@/lib/engine/edit-graph";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { connectSteps, disconnectExit } from "../edits/connect-steps";
import { useJourneyView } from "../view/journey-view";
import type { StepView } from "../view/step-views";

/** The choice that stands for no connection. Combobox values must not be empty. */
const NOWHERE = "nowhere";

/** Where each exit leads: the same as dragging a connection, for the keyboard and the phone. */
export function ExitsSection({ view }: { view: StepView }) {
  const { store } = useCanvasEnvironment();
  const { views } = useJourneyView();
  const graph = useCanvas((s) => s.history.present.graph);
  if (view.leadsTo.length === 0) return null;
  return (
    <section data-exits aria-label="Where it leads" className="flex flex-col gap-2 border-border border-t pt-4">
      <h3 className="font-medium text-[0.8125rem]">Then</h3>
      {view.leadsTo.map(({ port, to }) => (
        <div key={port.key} className="flex items-center gap-2">
          {view.leadsTo.length > 1 ? (
            <span className="w-24 shrink-0 truncate text-muted-foreground text-xs" title={port.label}>
              {port.label}
            </span>
          ) : null}
          <Combobox
            aria-label={`Where “${port.label}” leads`}
            value={to ?? NOWHERE}
            options={[
              { value: NOWHERE, label: "Nowhere: the journey ends" },
              ...[...views.values()]
                .filter((v) => v.id === to || connect(graph, { from: view.id, port: port.key }, v.id).ok)
                .map((v) => ({ value: v.id, label: `${v.place}. ${v.summary}`, keywords: [v.label] })),
            ]}
            searchPlaceholder="Search steps"
            emptyText="No other step can follow here."
            onValueChange={(next) => {
              if (next === NOWHERE) disconnectExit(store, view.id, port.key);
              else if (next !== to) connectSteps(store, view.id, port.key, next);
            }}
          />
        </div>
      ))}
    </section>
  );
}
