"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ApiError, apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { WorkspaceResource, WorkspaceSettings } from "@/lib/api/schemas/workspace";
import { BrandCard } from "./brand-card";
import { parseSender, type Sender, writeSender } from "./sender";
import { SenderCard } from "./sender-card";
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
  const mayManage = useMay("manage_workspace");
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-6">
        {mayManage ? null : <Alert>Your role may look at the settings. An owner or admin can change them.</Alert>}
        <WorkspaceCard {...parts} mode={workspace.mode} />
        <SenderCard {...parts} />
        <BrandCard {...parts} />
        <TrackingCard {...parts} />
        {save.error ? (
          <Alert tone="danger" live title="Not saved">
            {problemText(save.error)}
          </Alert>
        ) : null}
        {mayManage ? (
          <div className="sticky bottom-0 flex justify-end border-border border-t bg-background py-4 max-md:bottom-16">
            <Button type="submit" loading={save.isPending}>
              Save settings
            </Button>
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
