"use client";

import { useState } from "react";
import { QueryProvider } from "@/components/data/query-provider";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { CreateWorkspaceDialog } from "./create-workspace-dialog";
import { Logo } from "./logo";
import { signOut } from "./user-menu";

export function NoWorkspace({ email }: { email: string }) {
  const [creating, setCreating] = useState(false);
  return (
    <QueryProvider>
      <EmptyState
        className="w-full max-w-lg border-solid bg-card"
        icon={<Logo />}
        title="No workspace yet"
        description={`${email} is not a member of any workspace. Create one, or open an invitation's link.`}
        action={
          <>
            <Button onClick={() => setCreating(true)}>Create a workspace</Button>
            <Button variant="ghost" onClick={() => void signOut()}>
              Sign out
            </Button>
          </>
        }
      />
      {creating ? <CreateWorkspaceDialog onClose={() => setCreating(false)} /> : null}
    </QueryProvider>
  );
}
