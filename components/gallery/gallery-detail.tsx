"use client";

import { CircleCheck } from "lucide-react";
import { useMay } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { GalleryResource } from "@/lib/api/schemas/gallery";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { GalleryMail } from "./gallery-mail";
import { GalleryNeeds } from "./gallery-needs";
import { GraphPicture } from "./graph-picture";
import { useInstall } from "./use-install";

type GalleryDetailProps = { journey: GalleryResource; onClose: () => void };

/** Everything about a journey before it is installed: what it does step by step, its mails, what it needs, how it is tested. */
export function GalleryDetail({ journey, onClose }: GalleryDetailProps) {
  const mayEdit = useMay("edit");
  const install = useInstall();
  return (
    <Sheet
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={journey.name}
      description={journey.purpose}
      className="max-w-2xl"
      footer={
        mayEdit ? (
          <Button loading={install.isPending} onClick={() => install.mutate(journey.key)}>
            Use this journey
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-6 py-3">
        <p>{journey.description}</p>
        <Part title="What it needs">
          <GalleryNeeds needs={journey.needs} />
        </Part>
        <Part title="Step by step">
          <div className="grid gap-4 sm:grid-cols-[1fr_1fr]">
            <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-[0.8125rem]">
              {journey.graph.nodes.map((node) => (
                <li key={node.id}>{describeNode(node, namesOf(journey)).summary}</li>
              ))}
            </ol>
            <GraphPicture graph={journey.graph} className="max-h-96 w-full rounded-lg bg-muted p-3 max-sm:hidden" />
          </div>
        </Part>
        <Part title={journey.mails.length === 1 ? "Its mail" : "Its mails"}>
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {journey.mails.map(({ key, name, subject }) => (
              <li key={key} className="overflow-clip rounded-lg border border-border">
                <GalleryMail journey={journey.key} mail={key} className="h-40" />
                <p className="truncate px-2.5 pt-2 font-medium text-[0.8125rem]">{name}</p>
                <p className="line-clamp-2 px-2.5 pb-2.5 text-muted-foreground text-xs">{subject}</p>
              </li>
            ))}
          </ul>
        </Part>
        <Part title="Tests that come with it">
          <ul className="flex flex-col gap-1.5">
            {journey.tests.map((name) => (
              <li key={name} className="flex gap-2">
                <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-text" />
                {name}
              </li>
            ))}
          </ul>
        </Part>
      </div>
    </Sheet>
  );
}

/** Steps name their mails by what these are called. */
function namesOf({ mails }: GalleryResource) {
  const names = new Map(mails.map(({ key, name }) => [`@templates/${key}`, name]));
  return { ...plainNames, template: (id: string) => names.get(id) ?? id };
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex flex-col gap-2.5">
      <h3 className="font-semibold text-[0.9375rem] tracking-tight">{title}</h3>
      {children}
    </section>
  );
}
