"use client";

import { Menu, Search } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { ClockChip } from "./clock-chip";
import { isCurrent, navItems } from "./nav-items";
import { NavLink } from "./nav-link";
import { UserMenu } from "./user-menu";
import { WorkspaceSwitcher } from "./workspace-switcher";

const Sheet = dynamic(() => import("@/components/ui/sheet").then((m) => m.Sheet), { ssr: false });

const tabPaths = new Set(["", "/journeys", "/people", "/inbox"]);

/** The shell of a phone: a bar above, tabs below, the rest in a drawer. */
export function PhoneBars({ onSearch }: { onSearch: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-border border-b bg-sidebar px-3 md:hidden">
        <div className="min-w-0 flex-1">
          <WorkspaceSwitcher />
        </div>
        <ClockChip compact />
        <IconButton label="Search" onClick={onSearch} size="icon">
          <Search aria-hidden="true" />
        </IconButton>
      </header>
      <Tabs onMore={() => setOpen(true)} />
      {open ? (
        <Sheet open onOpenChange={setOpen} side="bottom" title="Menu" hideTitle>
          <nav aria-label="All pages" className="flex flex-col gap-1">
            {navItems.map((item) => (
              <NavLink key={item.path} item={item} onNavigate={() => setOpen(false)} />
            ))}
          </nav>
          <div className="mt-3 border-border border-t pt-3">
            <UserMenu onNavigate={() => setOpen(false)} />
          </div>
        </Sheet>
      ) : null}
    </>
  );
}

function Tabs({ onMore }: { onMore: () => void }) {
  const { slug } = useWorkspace();
  const pathname = usePathname();
  const tab =
    "flex flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-muted-foreground [&_svg]:size-5";
  const tabs = navItems.filter((item) => tabPaths.has(item.path));
  const elsewhere = !tabs.some((item) => isCurrent(item, slug, pathname));
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex h-16 border-border border-t bg-sidebar pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {tabs.map((item) => {
        const current = isCurrent(item, slug, pathname);
        return (
          <Link
            key={item.path}
            href={`/w/${slug}${item.path}`}
            aria-current={current ? "page" : undefined}
            className={cn(tab, "-outline-offset-2", current && "font-medium text-primary-text")}
          >
            <item.icon aria-hidden="true" />
            {item.label}
          </Link>
        );
      })}
      <button
        type="button"
        onClick={onMore}
        aria-haspopup="dialog"
        className={cn(tab, "-outline-offset-2", elsewhere && "font-medium text-primary-text")}
      >
        <Menu aria-hidden="true" />
        More
      </button>
    </nav>
  );
}
