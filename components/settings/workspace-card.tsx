"use client";

import { TimezonePicker } from "@/components/pickers/timezone-picker";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SettingsPartProps } from "./workspace-form";

export function WorkspaceCard({ draft, set, error, mode }: SettingsPartProps & { mode: "live" | "sandbox" }) {
  return (
    <Card
      title="Workspace"
      description={
        mode === "sandbox"
          ? "A sandbox: its clock can be moved, and all mail lands in the Inbox. That never changes for a workspace."
          : "A live workspace: real time, real mail. That never changes for a workspace."
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={error("name")}>
          <Input value={draft.name} onChange={(event) => set({ name: event.target.value })} required maxLength={200} />
        </Field>
        <Field
          label="Time zone"
          help="For people whose own zone is not known, and for the times on these pages."
          error={error("timezone")}
        >
          <TimezonePicker value={draft.timezone} onChange={(timezone) => set({ timezone })} />
        </Field>
      </div>
    </Card>
  );
}
