"use client";

import { useEffect, useMemo, useRef } from "react";
import { KnownAnswersProvider } from "@/components/conditions/known-answers";
import { KeepsUnfinishedRules } from "@/components/conditions/unfinished-rules";
import { Alert } from "@/components/ui/alert";
import type { Graph } from "@/lib/journey/graph";
import type { Field } from "@/lib/nodes/define-node";
import { nodeDefinition } from "@/lib/nodes/registry";
import { useCanvas, useCanvasEnvironment } from "../canvas-context";
import { changeConfig } from "../edits/change-config";
import { NoteField } from "../notes/note-field";
import { useJourneyView } from "../view/journey-view";
import { ExitsSection } from "./exits-section";
import { FieldEditor } from "./field-editor";
import { FieldGroup } from "./field-group";
import { TestCall } from "./test-call";
import { useAnswerPaths } from "./use-answer-paths";
import { isOptional, problemOf, visibleFields } from "./visible-fields";

/** The settings of one step, made from its definition. `node` must exist. */
export function InspectorFields({ node: id }: { node: string }) {
  const { store, editable, journeyId } = useCanvasEnvironment();
  const node = useCanvas((s) => s.nodeById.get(id));
  const graph = useCanvas((s) => s.history.present.graph);
  const journeyName = useCanvas((s) => s.history.present.name);
  const wanted = useCanvas((s) => s.focusedField);
  const { views } = useJourneyView();
  const form = useRef<HTMLFieldSetElement>(null);
  const events = useMemo(() => eventsOf(graph), [graph]);
  const steps = useMemo(
    () =>
      [...views.values()].map((view) => ({
        id: view.id,
        type: view.type,
        exits: view.ports,
        label: `${view.place}. ${view.summary}`,
      })),
    [views],
  );
  const answers = useAnswerPaths(steps);

  useEffect(() => {
    if (wanted === undefined) return;
    const field = form.current?.querySelector(`[data-field="${CSS.escape(wanted.split(".")[0] ?? "")}"]`);
    field?.scrollIntoView({ block: "center" });
    // What is wrong before what stands beside its label (a menu of variables).
    const wrong = field?.querySelector<HTMLElement>("[aria-invalid=true]:is(input, button, textarea)");
    (wrong ?? field?.querySelector<HTMLElement>("input, button, textarea, [tabindex='0']"))?.focus();
  }, [wanted]);

  const definition = node && nodeDefinition(node.type);
  const view = views.get(id);
  if (!node || !view) return null;
  if (!definition) return <Alert tone="danger">This kind of step ({node.type}) is not known here.</Alert>;
  const fields = visibleFields(definition, node.config);
  const shown = new Set(fields.map((field) => problemOf(field, view.problems)));
  const drawn = (field: Field) => (
    <div key={field.name} data-field={field.name}>
      <FieldEditor
        field={field}
        value={node.config[field.name]}
        optional={isOptional(definition, node.config, field.name)}
        error={problemOf(field, view.problems)?.message}
        config={node.config}
        events={events}
        steps={steps}
        journeyName={journeyName}
        onChange={(value, rename) => changeConfig(store, id, { [field.name]: value }, rename)}
        onChangeMany={(change) => changeConfig(store, id, change)}
      />
    </div>
  );
  return (
    <KnownAnswersProvider value={answers}>
      <KeepsUnfinishedRules key={id} place={editable ? `${journeyId} ${id}` : undefined}>
        <fieldset ref={form} disabled={!editable} className="flex min-w-0 flex-col gap-5">
          <legend className="sr-only">Settings of {view.label}</legend>
          {view.problems
            .filter((problem) => !shown.has(problem))
            .map((problem) => (
              <Alert
                key={`${problem.code} ${problem.message}`}
                tone={problem.severity === "error" ? "danger" : "warning"}
              >
                {problem.message}
              </Alert>
            ))}
          {fields.filter(({ group }) => group === undefined).map(drawn)}
          {[...Map.groupBy(fields, ({ group }) => group)].map(([group, own]) =>
            group === undefined ? null : (
              <FieldGroup
                key={group}
                label={group}
                set={own.filter(({ name }) => node.config[name] !== undefined).length}
                wanted={own.some((field) => field.name === wanted || problemOf(field, view.problems) !== undefined)}
              >
                {own.map(drawn)}
              </FieldGroup>
            ),
          )}
          {fields.length === 0 ? <p className="text-muted-foreground">There is nothing to set here.</p> : null}
          {definition.callsOut && editable ? <TestCall key={id} node={node} warning={definition.callsOut} /> : null}
          <ExitsSection view={view} />
          <NoteField node={id} />
        </fieldset>
      </KeepsUnfinishedRules>
    </KnownAnswersProvider>
  );
}

/** Events that start the journey or are waited for: what `event.*` may be. */
function eventsOf(graph: Graph): string[] {
  const names = graph.nodes.flatMap((node) => {
    const awaited = node.type === "wait_for_event" && Array.isArray(node.config.events) ? node.config.events : [];
    const own = node.type === "trigger.event" ? [node.config] : awaited;
    return own.flatMap((e) => (typeof e === "object" && e !== null && !Array.isArray(e) ? [e.event] : []));
  });
  return [...new Set(names.filter((name): name is string => typeof name === "string" && name !== ""))];
}
