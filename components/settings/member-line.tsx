"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Line } from "@/components/ui/line";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { MemberResource } from "@/lib/api/schemas/workspace";
import { roles } from "@/lib/auth/permissions";
import { roleWords } from "./role-words";

export function MemberLine({ member }: { member: MemberResource }) {
  const { slug, role: own } = useWorkspace();
  const { user } = useSession();
  const queries = useQueryClient();
  const router = useRouter();
  const you = member.email === user.email;
  const mayManage = useMay("manage_members") && (own === "owner" || member.role !== "owner");
  const [removing, setRemoving] = useState(false);
  const path = `/members/${encodeURIComponent(member.user_id)}`;
  const refresh = () => queries.invalidateQueries({ queryKey: [slug, "members"] });
  const change = useMutation({
    mutationFn: (role: string) => apiFetch(path, { method: "PATCH", body: { role } }),
    onSuccess: () => {
      toast.success(`${member.name} has a new role`);
      // One's own role decides what these pages offer.
      if (you) router.refresh();
    },
    onError: (error) => toast.error("The role stays", { description: problemText(error) }),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => apiFetch(path, { method: "DELETE" }),
    onSuccess: () => {
      if (you) window.location.assign("/");
      else toast.success(`${member.name} is no longer a member`);
    },
    onError: (error) => toast.error("Not removed", { description: problemText(error) }),
    onSettled: () => {
      setRemoving(false);
      return refresh();
    },
  });
  return (
    <Line className="flex flex-wrap items-center gap-x-4 gap-y-2 border-border border-b px-5 py-3 last:border-b-0">
      <Avatar name={member.name || member.email} />
      <div className="min-w-0 flex-1 basis-40 leading-tight">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{member.name}</span>
          {you ? <Badge>You</Badge> : null}
        </p>
        <p className="truncate text-muted-foreground text-xs">{member.email}</p>
      </div>
      {mayManage ? (
        <>
          <Select
            aria-label={`Role of ${member.name}`}
            size="sm"
            className="w-32 max-sm:ml-12"
            // Not disabled meanwhile: it has the focus again as soon as its list is closed.
            value={change.isPending ? change.variables : member.role}
            onValueChange={(role) => change.mutate(role)}
            options={roles.map((value) => ({
              value,
              ...roleWords[value],
              disabled: value === "owner" && own !== "owner",
            }))}
          />
          <IconButton label={`Remove ${member.name}`} onClick={() => setRemoving(true)}>
            <UserMinus aria-hidden="true" />
          </IconButton>
        </>
      ) : (
        <Badge tone="outline">{roleWords[member.role].label}</Badge>
      )}
      {removing ? (
        <ConfirmDialog
          title={you ? "Leave this workspace?" : `Remove ${member.name}?`}
          description={`${you ? "You" : "They"} lose access at once. What ${you ? "you" : "they"} made stays.`}
          confirm={you ? "Leave" : "Remove"}
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </Line>
  );
}
