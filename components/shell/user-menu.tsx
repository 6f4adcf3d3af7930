"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { authRequest } from "./auth-request";

export async function signOut() {
  const failed = await authRequest("/sign-out", {});
  if (failed) toast.error("You are still signed in", { description: failed });
  else window.location.assign("/sign-in");
}

/** Account and theme. `onNavigate`: a page of the menu is being opened. */
export function UserMenu({ collapsed, onNavigate }: { collapsed?: boolean; onNavigate?: () => void }) {
  const { user } = useSession();
  const { slug } = useWorkspace();
  const router = useRouter();
  const openAccount = () => {
    router.push(`/w/${slug}/account`);
    onNavigate?.();
  };
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu
      side="top"
      className="w-60"
      items={[
        { kind: "label", label: user.email },
        { label: "Your account", icon: <UserRound aria-hidden="true" />, onSelect: openAccount },
        { kind: "separator" },
        ...(
          [
            ["light", "Light", <Sun key="light" aria-hidden="true" />],
            ["dark", "Dark", <Moon key="dark" aria-hidden="true" />],
            ["system", "As the system says", <Monitor key="system" aria-hidden="true" />],
          ] as const
        ).map(([value, label, icon]) => ({
          label,
          icon,
          checked: theme === value,
          onSelect: () => setTheme(value),
        })),
        { kind: "separator" },
        { label: "Sign out", icon: <LogOut aria-hidden="true" />, onSelect: () => void signOut() },
      ]}
      trigger={
        <button
          type="button"
          className={cn(
            "flex h-10 w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-accent",
            collapsed && "justify-center px-0.5",
          )}
        >
          <Avatar name={user.name || user.email} className="size-7" />
          <span className={cn("truncate font-medium", collapsed && "sr-only")}>
            {user.name || user.email}
            <span className="sr-only">: account and theme</span>
          </span>
        </button>
      }
    />
  );
}
