"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Permission, type Role, roleAllows } from "@/lib/auth/permissions";

export type WorkspaceInfo = {
  slug: string;
  name: string;
  mode: "live" | "sandbox";
  role: Role;
  timezone: string;
  /** the operator's language model, which drafts journeys; null: none is set */
  llm: { host: string; model: string } | null;
};

const WorkspaceContext = createContext<WorkspaceInfo | undefined>(undefined);

export function WorkspaceProvider({ workspace, children }: { workspace: WorkspaceInfo; children: ReactNode }) {
  return <WorkspaceContext.Provider value={workspace}>{children}</WorkspaceContext.Provider>;
}

/** The workspace of the page. Throws outside `/w/[workspace]`. */
export function useWorkspace(): WorkspaceInfo {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("useWorkspace needs a page under /w/[workspace]");
  return workspace;
}

/** Whether the person may do this here: what they may not do is not offered. The server decides again on every request. */
export function useMay(permission: Permission): boolean {
  return roleAllows(useWorkspace().role, permission);
}
