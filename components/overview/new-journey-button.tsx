"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useWorkspace } from "@/components/data/workspace-context";
import { useCreateJourney } from "@/components/journeys/use-create-journey";
import { Button } from "@/components/ui/button";

/** Makes an empty journey and opens it; its name is typed there. */
export function NewJourneyButton() {
  const { slug } = useWorkspace();
  const router = useRouter();
  const create = useCreateJourney();
  const open = () =>
    create.mutate({ name: "Untitled journey" }, { onSuccess: ({ id }) => router.push(`/w/${slug}/journeys/${id}`) });
  return (
    <Button className="w-fit" loading={create.isPending} onClick={open}>
      <Plus aria-hidden="true" />
      New journey
    </Button>
  );
}
