import { CircleCheck, CircleDashed } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { GalleryResource } from "@/lib/api/schemas/gallery";
import { GalleryMail } from "./gallery-mail";
import { GraphPicture } from "./graph-picture";

/** What is there already of what the journey lives on. */
function Readiness({ needs }: { needs: GalleryResource["needs"] }) {
  const missing = needs.filter(({ arrives }) => !arrives);
  const [Icon, tone] =
    missing.length === 0 ? [CircleCheck, "text-success-text"] : [CircleDashed, "text-muted-foreground"];
  return (
    <p className="flex items-center gap-1.5 text-[0.8125rem] text-muted-foreground">
      <Icon aria-hidden="true" className={`size-4 shrink-0 ${tone}`} />
      {missing.length === 0 ? "All it needs arrives here" : `Needs ${missing.map(({ name }) => name).join(", ")}`}
    </p>
  );
}

/** A journey of the gallery as a picture of its graph and its first mail, with what it is for. The whole card opens it. */
export function GalleryCard({ journey, onOpen }: { journey: GalleryResource; onOpen: () => void }) {
  const [first] = journey.mails;
  return (
    <Card
      flush
      className="relative flex h-full flex-col transition-shadow focus-within:ring-2 focus-within:ring-ring hover:shadow-md"
    >
      <div className="grid h-44 grid-cols-2 border-border border-b bg-muted">
        <GraphPicture graph={journey.graph} className="size-full p-3" />
        {first ? <GalleryMail journey={journey.key} mail={first.key} className="h-44 border-border border-l" /> : null}
      </div>
      <div className="flex flex-1 flex-col gap-2 p-4">
        <h2 className="font-semibold text-[0.9375rem] tracking-tight">
          <button type="button" onClick={onOpen} className="text-left outline-none after:absolute after:inset-0">
            {journey.name}
          </button>
        </h2>
        <p className="text-muted-foreground">{journey.purpose}</p>
        <div className="mt-auto flex flex-col gap-1 pt-2">
          <p className="text-[0.8125rem] text-muted-foreground">
            {journey.graph.nodes.length} steps,{" "}
            {journey.mails.length === 1 ? "1 mail" : `${journey.mails.length} mails`}, {journey.tests.length} tests
          </p>
          <Readiness needs={journey.needs} />
        </div>
      </div>
    </Card>
  );
}
