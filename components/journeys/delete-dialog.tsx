"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";

type DeleteDialogProps = {
  journey: Pick<JourneyResource, "id" | "name" | "version">;
  onDeleted?: () => void;
  onClose: () => void;
};

/** Deletes a journey that nobody is in: a draft that was never published, a finished or an archived one. */
export function DeleteDialog({ journey, onDeleted, onClose }: DeleteDialogProps) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => apiFetch(`/journeys/${journey.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      toast.success(`“${journey.name}” is deleted`);
      onClose();
      onDeleted?.();
      await queries.invalidateQueries({ queryKey: [slug, "journeys"] });
    },
  });
  return (
    <ConfirmDialog
      title={`Delete “${journey.name}”?`}
      description={
        journey.version === null
          ? "The draft is gone for good. It was never published."
          : "Its versions and reports are gone for good. Mails that were sent stay in the Inbox."
      }
      confirm="Delete journey"
      busy={remove.isPending}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {remove.error ? (
        <Alert tone="danger" live>
          {problemText(remove.error)}
        </Alert>
      ) : null}
    </ConfirmDialog>
  );
}
