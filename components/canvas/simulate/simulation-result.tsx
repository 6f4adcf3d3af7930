"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { MailFrame } from "@/components/email-editor/mail-frame";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { StatusBadge } from "@/components/ui/status-badge";
import type { SimulationResource } from "@/lib/api/schemas/simulate";
import { useCanvas } from "../canvas-context";
import { StepIcon } from "../step-icon";
import { useJourneyView } from "../view/journey-view";

type SimulatedMessage = SimulationResource["messages"][number];

/** Where the person went, why, and the mails they would get, with dates in the workspace's zone. */
export function SimulationResult({ simulation }: { simulation: SimulationResource }) {
  const { views } = useJourneyView();
  const { timezone } = useWorkspace();
  const inspect = useCanvas((s) => s.focus);
  const [shown, setShown] = useState<SimulatedMessage>();
  const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: timezone });
  return (
    <section aria-label="Result" className="flex flex-col gap-3">
      <p className="flex items-center gap-2">
        <StatusBadge status={simulation.ended} />
        <span className="text-muted-foreground text-xs">{readable(simulation.reason)}</span>
      </p>
      <ol className="flex flex-col">
        {simulation.visits.map((visit, index) => {
          const view = views.get(visit.node_id);
          const exit = view?.ports.length !== 1 && view?.ports.find((port) => port.key === visit.port)?.label;
          const message = simulation.messages.find((m) => m.node_id === visit.node_id);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a walk may pass a step twice; its place is its identity
            <li key={index} className="flex gap-3 border-border border-l-2 py-2 pl-3">
              <StepIcon icon={view?.icon} category={view?.category} small />
              <div className="min-w-0 flex-1">
                <button
                  type="button"
                  className="block text-left font-medium hover:underline"
                  onClick={() => inspect(visit.node_id)}
                >
                  {view?.summary ?? visit.node_id}
                </button>
                <p className="text-muted-foreground text-xs">
                  {time.format(new Date(visit.entered_at))}
                  {exit ? ` · leaves by “${exit}”` : ""}
                  {visit.reason ? ` · ${readable(visit.reason)}` : ""}
                </p>
                {message ? (
                  <Button variant="link" size="xs" onClick={() => setShown(message)}>
                    <Mail /> {message.subject || "Show the mail"}
                  </Button>
                ) : null}
              </div>
            </li>
          );
        })}
      </ol>
      <Dialog
        open={shown !== undefined}
        onOpenChange={(open) => (open ? undefined : setShown(undefined))}
        title={shown?.subject ?? "Mail"}
        description={shown ? `Would be sent ${time.format(new Date(shown.at))}` : undefined}
        size="lg"
      >
        {shown?.error ? <Alert tone="warning">{readable(shown.error)}</Alert> : null}
        {shown ? (
          <MailFrame
            html={shown.html}
            title={shown.subject}
            width={600}
            grow
            className="rounded-lg border border-border"
          />
        ) : null}
      </Dialog>
    </section>
  );
}

function readable(reason: string | null | undefined): string {
  return (reason ?? "").replaceAll("_", " ");
}
