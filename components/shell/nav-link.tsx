"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { isCurrent, type NavItem } from "./nav-items";

/** One line of the navigation; only the icon when the sidebar is narrow. */
export function NavLink({
  item,
  collapsed,
  onNavigate,
}: {
  item: NavItem;
  collapsed?: boolean;
  onNavigate?: () => void;
}) {
  const { slug } = useWorkspace();
  const current = isCurrent(item, slug, usePathname());
  const link = (
    <Link
      href={`/w/${slug}${item.path}`}
      aria-current={current ? "page" : undefined}
      aria-label={collapsed ? item.label : undefined}
      {...(onNavigate ? { onClick: onNavigate } : {})}
      className={cn(
        "flex h-9 items-center gap-3 rounded-md px-2.5 font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground",
        collapsed && "justify-center px-0",
        current &&
          "bg-card text-foreground shadow-xs ring-1 ring-border hover:bg-card dark:bg-accent dark:hover:bg-accent",
      )}
    >
      <NavIcon icon={item.icon} current={current} />
      {collapsed ? null : item.label}
    </Link>
  );
  return collapsed ? (
    <Tooltip content={item.label} side="right" named>
      {link}
    </Tooltip>
  ) : (
    link
  );
}

/** Pulses while its page is on the way: the page before stands until then. */
function NavIcon({ icon: Icon, current }: { icon: NavItem["icon"]; current: boolean }) {
  const { pending } = useLinkStatus();
  return (
    <Icon
      className={cn(
        "size-[1.125rem] shrink-0",
        (current || pending) && "text-primary-text",
        pending && "animate-pulse",
      )}
      aria-hidden="true"
    />
  );
}
