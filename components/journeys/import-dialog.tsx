"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FileButton } from "@/components/ui/file-button";
import { toast } from "@/components/ui/toast";
import type { ImportPlan } from "@/lib/api/schemas/journey-file";

type Chosen = { text: string; as_new: boolean };

/** Reads a journey's file, says what it would do here, and does it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen>();
  const post = (body: object) => apiFetch<ImportPlan>("/journeys/import", { method: "POST", body });
  const rehearse = useMutation({ mutationFn: (file: Chosen) => post({ ...file, dry_run: true }) });
  const apply = useMutation({
    mutationFn: post,
    onSuccess: ({ journey }) => {
      // Not waited for: on a slow line whoever has gone elsewhere by then would be taken to the journey after all.
      void queries.invalidateQueries({ queryKey: [slug] });
      toast.success(`“${journey.name}” is imported`);
      router.push(`/w/${slug}/journeys/${journey.id}`);
      onClose();
    },
  });
  const plan = rehearse.data;
  const error = apply.error ?? rehearse.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Import a journey"
      description="A file written by “Download as YAML” or by the sojourn command: the journey with its emails, segments and tests."
      size="lg"
      footer={
        <>
          <Button variant="outline" onClick={onClose}>
            Cancel
          </Button>
          {plan && plan.journey.action !== "create" ? (
            <Button
              variant="outline"
              loading={apply.isPending}
              onClick={() => apply.mutate({ ...chosen, as_new: true })}
            >
              Import as a new one
            </Button>
          ) : null}
          <Button disabled={!plan} loading={apply.isPending} onClick={() => apply.mutate({ ...chosen })}>
            {plan && plan.journey.action !== "create" ? "Replace its draft" : "Import"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FileButton
          label="Choose a YAML or JSON file"
          accept=".yaml,.yml,.json"
          onFile={(file) =>
            void file.text().then((text) => {
              const next = { text, as_new: false };
              setChosen(next);
              rehearse.mutate(next);
            })
          }
        />
        {error ? <Refused error={error} /> : null}
        {plan && !error ? <Plan plan={plan} /> : null}
      </div>
    </Dialog>
  );
}

/** Every problem of the file with its place. */
function Refused({ error }: { error: Error }) {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return (
    <Alert tone="danger" live title="This file cannot be imported">
      {errors.length === 0 ? (
        problemText(error)
      ) : (
        <ul className="mt-1 flex max-h-60 flex-col gap-1 overflow-y-auto">
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code className="font-mono text-xs">{path}</code>: {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

const words = {
  create: "is made",
  update: "changes",
  unchanged: "is here already",
  keep: "is here already, differs, and stays as it is",
};

function Plan({ plan }: { plan: ImportPlan }) {
  const { journey, segments, templates, tests, test_run, problems } = plan;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const lines = [
    `The journey “${journey.name}” ${journey.action === "update" ? "is here already: its draft changes" : words[journey.action]}.`,
    ...templates.map(({ name, action }) => `The email “${name}” ${words[action]}.`),
    ...segments.map(({ name, action }) => `The segment “${name}” ${words[action]}.`),
    ...(tests.delete.length > 0 ? [`Tests that the file does not have go: ${tests.delete.join(", ")}.`] : []),
    ...(test_run && test_run.results.length > 0
      ? [`${test_run.passed} of its ${test_run.results.length} tests pass.`]
      : []),
    ...(errors > 0
      ? [`As a draft: ${errors === 1 ? "one thing stands" : `${errors} things stand`} in the way of publishing it.`]
      : []),
  ];
  return (
    <section aria-label="What the import does">
      <h3 className="mb-1 font-medium">What happens</h3>
      <ul className="list-disc space-y-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
