"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { ApiError } from "@/components/data/api-error";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { PersonPicker } from "@/components/email-editor/person-picker";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import type { TestCallResource } from "@/lib/api/schemas/test-call";
import type { GraphNode } from "@/lib/journey/graph";
import { useCanvasEnvironment } from "../canvas-context";
import { ANSWER_FIELDS_KEY } from "./use-answer-paths";

/** Makes the step's call for real, as its settings stand now, and shows what went out and what came back. */
export function TestCall({ node, warning }: { node: GraphNode; warning: string }) {
  const mayTest = useMay("publish");
  const [open, setOpen] = useState(false);
  if (!mayTest) return null;
  return (
    <div className="flex flex-col items-start gap-1.5 border-border border-t pt-4">
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <Send aria-hidden="true" /> Send a test call
      </Button>
      {open ? <TestCallDialog node={node} warning={warning} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function TestCallDialog({ node, warning, onClose }: { node: GraphNode; warning: string; onClose: () => void }) {
  const { journeyId } = useCanvasEnvironment();
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const [person, setPerson] = useState<string>();
  const call = useMutation({
    mutationFn: () =>
      apiFetch<TestCallResource>(`/journeys/${journeyId}/test-call`, {
        method: "POST",
        body: {
          node: { id: node.id, type: node.type, config: node.config },
          ...(person === undefined ? {} : { external_id: person }),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [slug, ANSWER_FIELDS_KEY] }),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Send a test call"
      description={warning}
      size="lg"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Close
          </Button>
          <Button loading={call.isPending} onClick={() => call.mutate()}>
            {call.data || call.error ? "Send again" : "Send"}
          </Button>
        </>
      }
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex items-center gap-2">
          <span className="shrink-0 text-muted-foreground text-sm">Filled for</span>
          <PersonPicker label="Fill the call for" value={person} onChange={setPerson} className="min-w-0 flex-1" />
        </div>
        {call.error ? (
          <Alert tone="danger" live title="Not called">
            {reasonsOf(call.error)}
          </Alert>
        ) : null}
        {call.data && !call.isPending ? <Outcome result={call.data} /> : null}
      </div>
    </Dialog>
  );
}

function reasonsOf(error: unknown): string {
  const details = error instanceof ApiError ? (error.problem.errors ?? []).map(({ message }) => message) : [];
  return details.length > 0 ? details.join(" ") : problemText(error);
}

const words = {
  answered: "The answer",
  no_answer: "No answer: a journey would ask again, up to ten times over three days.",
  refused: "This call may not be made, or its answer cannot be taken.",
};

function Outcome({ result }: { result: TestCallResource }) {
  const { ok, outcome, reason, duration_ms, request, value, fields } = result;
  return (
    <>
      <Alert
        tone={ok ? "success" : "warning"}
        live
        title={ok ? `Answered in ${duration_ms} ms: people go on by “next”` : "People would leave by “Error”"}
      >
        {ok ? null : `${words[outcome]}${reason ? ` (${reason})` : ""}`}
      </Alert>
      <section aria-label="Request" className="flex min-w-0 flex-col gap-1.5">
        <h3 className="font-medium text-[0.8125rem]">Request</h3>
        <CodeBlock code={JSON.stringify(request, null, 2)} label="Copy request" className="max-h-64 overflow-y-auto" />
      </section>
      {outcome === "answered" ? (
        <section aria-label="Answer" className="flex min-w-0 flex-col gap-1.5">
          <h3 className="font-medium text-[0.8125rem]">Answer</h3>
          <CodeBlock code={JSON.stringify(value, null, 2)} label="Copy answer" className="max-h-64 overflow-y-auto" />
          {fields.length > 0 ? (
            <p className="text-muted-foreground text-xs">
              Later steps can pick {fields.length === 1 ? "this field" : "these fields"}:{" "}
              {fields.map(({ path }) => path).join(", ")}.
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}
