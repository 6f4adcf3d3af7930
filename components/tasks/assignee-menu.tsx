"use client";

import { ChevronDown, UserRound } from "lucide-react";
import { useResource } from "@/components/data/use-resource";
import { Button } from "@/components/ui/button";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import type { List } from "@/lib/api/schemas/common";
import type { TaskResource } from "@/lib/api/schemas/task";
import type { MemberResource } from "@/lib/api/schemas/workspace";

type AssigneeMenuProps = {
  task: TaskResource;
  /** whoever looks may hand it on */
  may: boolean;
  onAssign: (to: TaskResource["assignee"]) => void;
};

/** Whose task it is, and a menu that hands it on. */
export function AssigneeMenu({ task, may, onAssign }: AssigneeMenuProps) {
  const members = useResource<List<MemberResource>>("members", "/members", { staleMs: 60_000, enabled: may });
  const name = task.assignee ? task.assignee.name || task.assignee.email : "Anybody";
  if (!may) return <span className="truncate text-muted-foreground text-sm">{name}</span>;
  const people = (members.data?.data ?? []).map(({ user_id, name: called, email }) => ({
    label: called || email,
    ...(called ? { help: email } : {}),
    checked: task.assignee?.user_id === user_id,
    onSelect: () => onAssign({ user_id, name: called, email }),
  }));
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="sm" className="max-w-full" aria-label={`For ${name}: hand on`}>
          <UserRound aria-hidden="true" />
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
      items={[
        { kind: "label", label: "Give it to" },
        ...people,
        { kind: "separator" },
        { label: "Anybody", checked: task.assignee === null, onSelect: () => onAssign(null) },
      ]}
    />
  );
}
