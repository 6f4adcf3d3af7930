"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { ImportPlan } from "@/lib/api/schemas/journey-file";

/** Makes a draft of a journey of the gallery and opens it. */
export function useInstall() {
  const queries = useQueryClient();
  const router = useRouter();
  const { slug } = useWorkspace();
  return useMutation({
    mutationFn: (key: string) => apiFetch<ImportPlan>(`/gallery/${key}/install`, { method: "POST" }),
    onSuccess: ({ journey, templates }) => {
      const mails = templates.filter(({ action }) => action === "create").length;
      toast.success(
        mails > 0
          ? `“${journey.name}” is a draft now, with ${mails === 1 ? "its mail" : `its ${mails} mails`}.`
          : `“${journey.name}” is a draft now. Its mails were here already.`,
      );
      void queries.invalidateQueries({ queryKey: [slug, "journeys"] });
      router.push(`/w/${slug}/journeys/${journey.id}`);
    },
    onError: (error) => toast.error(problemText(error)),
  });
}
