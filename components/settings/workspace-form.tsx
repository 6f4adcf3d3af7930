"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { WorkspaceResource, WorkspaceSettings } from "@/lib/api/schemas/workspace";
import { BrandCard } from "./brand-card";
import { parseSender, type Sender, writeSender } from "./sender";
import { SenderCard } from "./sender-card";
import { SettingsForm } from "./settings-form";
import { TrackingCard } from "./tracking-card";
import { WorkspaceCard } from "./workspace-card";

/** What the form holds; the sender in its parts. */
export type SettingsDraft = { name: string; timezone: string; sender: Sender; settings: WorkspaceSettings };

export type SettingsPartProps = {
  draft: SettingsDraft;
  set: (change: Partial<SettingsDraft>) => void;
  /** the message for a field of the API's body */
  error: (path: string) => string | undefined;
};

export function WorkspaceForm({ workspace }: { workspace: WorkspaceResource }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<SettingsDraft>(() => ({
    name: workspace.name,
    timezone: workspace.timezone,
    sender: parseSender(workspace.settings.mail_from),
    settings: workspace.settings,
  }));
  const save = useMutation({
    mutationFn: () =>
      apiFetch<WorkspaceResource>("/workspace", {
        method: "PATCH",
        body: {
          name: draft.name.trim(),
          timezone: draft.timezone,
          settings: { ...draft.settings, mail_from: writeSender(draft.sender) },
        },
      }),
    onSuccess: async () => {
      toast.success("Settings saved");
      router.refresh();
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  const problem = save.error instanceof ApiError ? save.error : undefined;
  const parts: SettingsPartProps = {
    draft,
    set: (change) => setDraft({ ...draft, ...change }),
    error: (path) => problem?.fieldError(path),
  };
  return (
    <SettingsForm save={save} saveLabel="Save settings" noun="the settings">
      <WorkspaceCard {...parts} mode={workspace.mode} />
      <SenderCard {...parts} />
      <BrandCard {...parts} />
      <TrackingCard {...parts} />
    </SettingsForm>
  );
}
