"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { MessageResource } from "@/lib/api/schemas/message";

/** Decides by hand about a mail of which nobody knows, or that failed. Nothing for any other. */
export function SettleButtons({ message: { id, status, channel } }: { message: MessageResource }) {
  const { slug } = useWorkspace();
  const queries = useQueryClient();
  const mayEdit = useMay("edit");
  const settle = useMutation({
    mutationFn: (as: "sent" | "again") => apiFetch(`/messages/${id}/settle`, { method: "POST", body: { as } }),
    onSuccess: (_answer, as) => toast.success(as === "sent" ? "Counts as sent" : "On its way again"),
    onError: (error) => toast.error("Not done", { description: problemText(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: [slug] }),
  });
  if (!mayEdit || channel === "webhook" || channel === "crm" || (status !== "uncertain" && status !== "failed"))
    return null;
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      {status === "uncertain" ? (
        <Button size="xs" variant="outline" loading={settle.isPending} onClick={() => settle.mutate("sent")}>
          It arrived
        </Button>
      ) : null}
      <Button size="xs" variant="outline" loading={settle.isPending} onClick={() => settle.mutate("again")}>
        Send it again
      </Button>
    </span>
  );
}
