"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { createUnsentDrafts } from "@/components/data/unsent-drafts";
import { useSavedForm } from "@/components/data/use-saved-form";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { WorkspaceResource, WorkspaceSettings } from "@/lib/api/schemas/workspace";
import { BrandCard } from "./brand-card";
import { PublishingCard } from "./publishing-card";
import { parseSender, type Sender, writeSender } from "./sender";
import { SenderCard } from "./sender-card";
import { SettingsForm } from "./settings-form";
import { TrackingCard } from "./tracking-card";
import { WorkspaceCard } from "./workspace-card";

/** What the form holds; the sender in its parts. */
export type SettingsDraft = {
  name: string;
  timezone: string;
  sender: Sender;
  settings: WorkspaceSettings;
  publish_needs_approval: boolean;
};

export type SettingsPartProps = {
  draft: SettingsDraft;
  set: (change: Partial<SettingsDraft>) => void;
  /** the message for a field of the API's body */
  error: (path: string) => string | undefined;
};

const unsent = createUnsentDrafts<SettingsDraft>();

const draftOf = ({ name, timezone, settings, publish_needs_approval }: WorkspaceResource): SettingsDraft => ({
  name,
  timezone,
  sender: parseSender(settings.mail_from),
  settings,
  publish_needs_approval,
});

const bodyOf = ({ name, timezone, sender, settings, publish_needs_approval }: SettingsDraft) => ({
  name: name.trim(),
  timezone,
  settings: { ...settings, mail_from: writeSender(sender) },
  publish_needs_approval,
});

const partsOf = ({ name, timezone, sender, settings, publish_needs_approval }: SettingsDraft) => {
  const { company_name, postal_address, ...brand } = settings.brand;
  return {
    name,
    "time zone": timezone,
    "approval before publishing": publish_needs_approval,
    sender: [sender, settings.reply_to],
    "company and postal address": [company_name, postal_address],
    brand,
    tracking: settings.tracking,
  };
};

export function WorkspaceForm({ workspace }: { workspace: WorkspaceResource }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const form = useSavedForm({
    resource: "workspace",
    path: "/workspace",
    method: "PATCH",
    stored: workspace,
    draftOf,
    bodyOf,
    partsOf,
    unsent,
    onSaved: () => {
      toast.success("Settings saved");
      router.refresh();
      return queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  const parts: SettingsPartProps = { draft: form.draft, set: form.set, error: form.fieldError };
  return (
    <SettingsForm form={form} saveLabel="Save settings" noun="the settings">
      <WorkspaceCard {...parts} mode={workspace.mode} />
      <PublishingCard {...parts} />
      <SenderCard {...parts} />
      <BrandCard {...parts} />
      <TrackingCard {...parts} />
    </SettingsForm>
  );
}
