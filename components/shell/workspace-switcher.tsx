"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { Logo } from "./logo";

const CreateWorkspaceDialog = dynamic(() => import("./create-workspace-dialog").then((m) => m.CreateWorkspaceDialog), {
  ssr: false,
});

export function WorkspaceSwitcher({ collapsed }: { collapsed?: boolean }) {
  const { workspaces } = useSession();
  const workspace = useWorkspace();
  const router = useRouter();
  const [creating, setCreating] = useState(false);
  const items: MenuEntry[] = [
    { kind: "label", label: "Workspaces" },
    ...workspaces.map((other) => ({
      label: other.name,
      help: other.mode === "sandbox" ? "Sandbox" : "Live",
      checked: other.slug === workspace.slug,
      onSelect: () => router.push(`/w/${other.slug}`),
    })),
    { kind: "separator" },
    { label: "Create workspace", icon: <Plus aria-hidden="true" />, onSelect: () => setCreating(true) },
  ];
  return (
    <>
      <DropdownMenu
        items={items}
        className="w-64"
        trigger={
          <button
            type="button"
            aria-label={collapsed ? `Workspace ${workspace.name}: switch` : undefined}
            className={cn(
              "flex h-11 w-full min-w-0 items-center gap-2.5 rounded-lg px-1.5 text-left hover:bg-accent",
              collapsed && "justify-center",
            )}
          >
            <Logo className="size-7 shrink-0" />
            {collapsed ? null : (
              <>
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="truncate font-semibold leading-tight">{workspace.name}</span>
                  <span className="text-muted-foreground text-xs leading-tight">
                    {workspace.mode === "sandbox" ? "Sandbox" : "Live"}
                  </span>
                </span>
                <ChevronsUpDown className="size-4 text-muted-foreground" aria-hidden="true" />
              </>
            )}
          </button>
        }
      />
      {creating ? <CreateWorkspaceDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
