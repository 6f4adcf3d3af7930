"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { WorkspaceInfo } from "./workspace-context";

export type SessionInfo = {
  user: { name: string; email: string };
  /** all workspaces of this person */
  workspaces: Omit<WorkspaceInfo, "llm">[];
};

const SessionContext = createContext<SessionInfo | undefined>(undefined);

export function SessionProvider({ session, children }: { session: SessionInfo; children: ReactNode }) {
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

/** Who is signed in, and where they may go. Throws outside the signed-in pages. */
export function useSession(): SessionInfo {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a signed-in page");
  return session;
}
