"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";

export function SegmentMenu({ segment }: { segment: SegmentResource }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const mayEdit = useMay("edit");
  const [asked, setAsked] = useState(false);
  // A rule can be written again and fills itself; people who were put in by hand would be gone for good.
  const manual = segment.kind === "manual";
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
      toast.success(`“${segment.name}” deleted`, manual ? {} : { undo: recreate });
      await queries.invalidateQueries({ queryKey: [slug, "segments"] });
    },
    onError: (error) => toast.error("Not deleted", { description: problemText(error) }),
    onSettled: () => setAsked(false),
  });
  if (!mayEdit) return null;
  return (
    <>
      <DropdownMenu
        align="end"
        items={[
          {
            label: manual ? "Delete segment…" : "Delete segment",
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => (manual ? setAsked(true) : remove.mutate()),
          },
        ]}
        trigger={
          <Button variant="outline" size="icon" aria-label="More actions" loading={remove.isPending}>
            {remove.isPending ? null : <MoreHorizontal aria-hidden="true" />}
          </Button>
        }
      />
      {asked ? (
        <ConfirmDialog
          title={`Delete “${segment.name}”?`}
          description={`${membersWords(segment.member_count)} The list of who is in it is gone for good.`}
          confirm="Delete segment"
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}

function membersWords(n: number): string {
  if (n === 0) return "Nobody is in it.";
  return n === 1 ? "1 person was put in by hand." : `${n.toLocaleString("en")} people were put in by hand.`;
}
