"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";

export function SegmentMenu({ segment }: { segment: SegmentResource }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const mayEdit = useMay("edit");
  const recreate = () => {
    const { name, description, kind, condition } = segment;
    apiFetch("/segments", { method: "POST", body: { name, description, kind, condition } })
      .then(() => queries.invalidateQueries({ queryKey: [slug, "segments"] }))
      .catch((error) => toast.error("Not brought back", { description: problemText(error) }));
  };
  const remove = useMutation({
    mutationFn: () => apiFetch(`/segments/${segment.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      router.push(`/w/${slug}/segments`);
      // a rule can be written again and fills itself; people who were put in by hand are gone
      toast.success(`“${segment.name}” deleted`, segment.kind === "dynamic" ? { undo: recreate } : {});
      await queries.invalidateQueries({ queryKey: [slug, "segments"] });
    },
    onError: (error) => toast.error("Not deleted", { description: problemText(error) }),
  });
  if (!mayEdit) return null;
  return (
    <DropdownMenu
      align="end"
      items={[
        {
          label: "Delete segment",
          icon: <Trash2 aria-hidden="true" />,
          danger: true,
          onSelect: () => remove.mutate(),
        },
      ]}
      trigger={
        <Button variant="outline" size="icon" aria-label="More actions" loading={remove.isPending}>
          {remove.isPending ? null : <MoreHorizontal aria-hidden="true" />}
        </Button>
      }
    />
  );
}
