"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useState } from "react";
import { browserCookie } from "@/components/data/browser-cookie";
import { QueryProvider } from "@/components/data/query-provider";
import { type SessionInfo, SessionProvider } from "@/components/data/session-context";
import { type WorkspaceInfo, WorkspaceProvider } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import { ConnectionNotice } from "./connection-notice";
import { LAST_WORKSPACE_COOKIE } from "./last-workspace";
import { PhoneBars } from "./phone-bars";
import { Sidebar } from "./sidebar";
import { useHelpKey } from "./use-help-key";
import { useHotkey } from "./use-hotkey";

const ShortcutsDialog = dynamic(
  () => import("@/components/shortcuts/shortcuts-dialog").then((m) => m.ShortcutsDialog),
  {
    ssr: false,
  },
);
const CommandPalette = dynamic(() => import("./command-palette").then((m) => m.CommandPalette), { ssr: false });

export type AppShellProps = {
  session: SessionInfo;
  workspace: WorkspaceInfo;
  /** the sidebar shows icons only (remembered in a cookie, so that the first paint is right) */
  collapsed: boolean;
  children: ReactNode;
};

/** What stands around every page of a workspace. */
export function AppShell({ session, workspace, collapsed, children }: AppShellProps) {
  useOwnToasts(workspace.slug);
  useEffect(() => browserCookie.set(LAST_WORKSPACE_COOKIE, workspace.slug), [workspace.slug]);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [paletteWanted, setPaletteWanted] = useState(false);
  const openPalette = () => {
    setPaletteWanted(true);
    setPaletteOpen(true);
  };
  const [helpOpen, setHelpOpen] = useState(false);
  useHotkey("k", openPalette);
  useHelpKey(() => setHelpOpen(true));
  return (
    <QueryProvider>
      <SessionProvider session={session}>
        <WorkspaceProvider workspace={workspace}>
          <a
            href="#main"
            className="sr-only z-[70] rounded-md bg-primary px-4 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
          >
            Skip to content
          </a>
          <div className="flex min-h-dvh max-md:flex-col">
            <Sidebar initiallyCollapsed={collapsed} onSearch={openPalette} />
            <PhoneBars onSearch={openPalette} />
            <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none max-md:pb-16">
              {children}
            </main>
          </div>
          <ConnectionNotice />
          {paletteWanted ? (
            <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} onHelp={() => setHelpOpen(true)} />
          ) : null}
          {helpOpen ? <ShortcutsDialog open onOpenChange={setHelpOpen} /> : null}
        </WorkspaceProvider>
      </SessionProvider>
    </QueryProvider>
  );
}

/** An Undo is for the workspace it was offered in: with the workspace go its toasts. */
function useOwnToasts(slug: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another workspace is what this is about
  useEffect(() => () => toast.dismissAll(), [slug]);
}
