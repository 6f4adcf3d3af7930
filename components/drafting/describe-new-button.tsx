"use client";

import { Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import { useWorkspace } from "@/components/data/workspace-context";
import { useCreateJourney } from "@/components/journeys/use-create-journey";
import { Button } from "@/components/ui/button";
import { DESCRIBE } from "./describe-param";
import { useOffersDrafting } from "./use-offers-drafting";

/** Makes an empty journey and asks there what it should do. Nothing where drafting is not offered. */
export function DescribeNewButton() {
  const { slug } = useWorkspace();
  const router = useRouter();
  const create = useCreateJourney();
  if (!useOffersDrafting()) return null;
  const open = () =>
    create.mutate(
      { name: "Untitled journey" },
      { onSuccess: ({ id }) => router.push(`/w/${slug}/journeys/${id}?${DESCRIBE}=1`) },
    );
  return (
    <Button variant="outline" className="max-sm:px-3" loading={create.isPending} onClick={open}>
      <Sparkles /> Describe it…
    </Button>
  );
}
