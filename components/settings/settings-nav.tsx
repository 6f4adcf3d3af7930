"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { cn } from "@/components/ui/cn";

const pages = [
  { path: "", label: "Workspace" },
  { path: "/scores", label: "Scores" },
  { path: "/keys", label: "API keys" },
  { path: "/integrations", label: "Integrations" },
  { path: "/push", label: "Web push" },
  { path: "/members", label: "Members" },
];

export function SettingsNav() {
  const { slug } = useWorkspace();
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the current one
  useEffect(() => {
    const row = nav.current;
    if (!row) return;
    // On a phone the row is wider than the screen. Sideways only: the page stays where it is.
    const showCurrent = () => {
      const current = row.querySelector<HTMLElement>("[aria-current]");
      if (current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
    };
    // Tells of the width at once, and again whenever it changes.
    const watch = new ResizeObserver(showCurrent);
    watch.observe(row);
    return () => watch.disconnect();
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="relative flex gap-5 overflow-x-auto shadow-[inset_0_-1px_0_var(--color-border)]"
    >
      {pages.map((page) => {
        const href = `/w/${slug}/settings${page.path}`;
        return (
          <Link
            key={page.path}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className={cn(
              "-outline-offset-2 whitespace-nowrap border-transparent border-b-2 px-0.5 pb-2.5 font-medium text-muted-foreground hover:text-foreground",
              pathname === href && "border-primary text-foreground",
            )}
          >
            {page.label}
          </Link>
        );
      })}
    </nav>
  );
}
