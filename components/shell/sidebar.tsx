"use client";

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { useState } from "react";
import { browserCookie } from "@/components/data/browser-cookie";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { ClockChip } from "./clock-chip";
import { navItems } from "./nav-items";
import { NavLink } from "./nav-link";
import { SIDEBAR_COOKIE } from "./sidebar-cookie";
import { UserMenu } from "./user-menu";
import { WorkspaceSwitcher } from "./workspace-switcher";

export function Sidebar({ initiallyCollapsed, onSearch }: { initiallyCollapsed: boolean; onSearch: () => void }) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const toggle = () => {
    setCollapsed(!collapsed);
    browserCookie.set(SIDEBAR_COOKIE, collapsed ? "0" : "1");
  };
  return (
    <header
      className={cn(
        "sticky top-0 flex h-dvh shrink-0 flex-col gap-1 border-border border-r bg-sidebar py-3 max-md:hidden",
        collapsed ? "w-16 px-2.5" : "w-60 px-3",
      )}
    >
      <WorkspaceSwitcher collapsed={collapsed} />
      <SearchButton collapsed={collapsed} onSearch={onSearch} />
      <nav aria-label="Main" className="mt-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-px">
        {navItems.map((item) => (
          <NavLink key={item.path} item={item} collapsed={collapsed} />
        ))}
      </nav>
      <ClockChip collapsed={collapsed} />
      <div className={cn("flex items-center gap-1 border-border border-t pt-2", collapsed && "flex-col")}>
        <div className={cn("min-w-0", !collapsed && "flex-1")}>
          <UserMenu collapsed={collapsed} />
        </div>
        <IconButton label={collapsed ? "Widen the sidebar" : "Narrow the sidebar"} onClick={toggle}>
          {collapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
        </IconButton>
      </div>
    </header>
  );
}

function SearchButton({ collapsed, onSearch }: { collapsed: boolean; onSearch: () => void }) {
  if (collapsed) {
    return (
      <IconButton label="Search" shortcut="⌘K" onClick={onSearch} size="icon" className="self-center">
        <Search aria-hidden="true" />
      </IconButton>
    );
  }
  return (
    <button
      type="button"
      onClick={onSearch}
      className="my-1.5 flex h-9 items-center gap-2.5 rounded-md border border-border bg-card px-2.5 text-muted-foreground shadow-xs hover:text-foreground"
    >
      <Search className="size-4" aria-hidden="true" />
      <span className="flex-1 text-left">Search or jump to</span>
      <Kbd aria-label="Command or Control and K">⌘K</Kbd>
    </button>
  );
}
