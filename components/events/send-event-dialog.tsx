"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PropertyRows } from "@/components/canvas/walk/property-rows";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { EventPicker } from "@/components/pickers/event-picker";
import { PersonPicker } from "@/components/pickers/person-picker";
import { useEventKinds } from "@/components/pickers/use-vocabulary";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { JsonObject } from "@/lib/journey/json";
import { trackBody } from "./track-body";

type SendEventDialogProps = {
  /** what is filled in already */
  person?: { externalId: string; name: string };
  event?: string;
  onClose: () => void;
};

/** Sends one event as the product would: for trying a journey without an API key at hand. */
export function SendEventDialog({ person, event: given = "", onClose }: SendEventDialogProps) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [who, setWho] = useState({ id: person?.externalId ?? "", name: person?.name ?? "" });
  const [event, setEvent] = useState(given);
  const [properties, setProperties] = useState<JsonObject>({});
  const seen = useEventKinds().data.find((kind) => kind.name === event)?.properties ?? {};
  const send = useMutation({
    mutationFn: () => apiFetch("/track", { method: "POST", body: trackBody(who.id, event, properties) }),
    onSuccess: async () => {
      const path = `/w/${slug}/people/${encodeURIComponent(who.id)}`;
      toast.success(`“${event}” is sent`, {
        description: `${who.name} did it just now.`,
        ...(person ? {} : { action: { label: "See the person", run: () => router.push(path) } }),
      });
      onClose();
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  const refused = send.error instanceof ApiError ? send.error : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Send an event"
      description="As if your product had sent it: journeys that it starts or that wait for it go on."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={who.id === "" || event === ""} loading={send.isPending} onClick={() => send.mutate()}>
            Send event
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field
          label="Person"
          error={refused?.fieldError("userId")}
          help={person ? undefined : "Somebody known, or a new id. Who is new and named by an address can be mailed."}
        >
          <PersonPicker allowNew value={who.id} onChange={(id, name) => setWho({ id, name })} />
        </Field>
        <Field label="Event" error={refused?.fieldError("event")}>
          <EventPicker value={event} onChange={setEvent} />
        </Field>
        <div className="flex flex-col gap-1">
          <PropertyRows
            label="Properties"
            noun="Property"
            addLabel="Add a property"
            value={properties}
            onChange={setProperties}
            error={refused?.fieldError("properties")}
          />
          {Object.keys(properties).length === 0 && Object.keys(seen).length > 0 ? (
            <Button variant="link" size="xs" className="w-fit px-0" onClick={() => setProperties(seen)}>
              Fill in what was last seen
            </Button>
          ) : null}
        </div>
        {send.error ? (
          <Alert tone="danger" live>
            {problemText(send.error)}
          </Alert>
        ) : null}
      </div>
    </Dialog>
  );
}
