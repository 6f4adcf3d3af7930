"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

const overlaps = [
  { value: "0", label: "It ends at once" },
  { value: "1", label: "One hour" },
  { value: "24", label: "One day" },
  { value: "168", label: "One week" },
];

type ReplaceSecretDialogProps = { busy: boolean; onReplace: (overlapHours: number) => void; onClose: () => void };

/** Asks how long the secret before stays valid beside the new one. */
export function ReplaceSecretDialog({ busy, onReplace, onClose }: ReplaceSecretDialogProps) {
  const [hours, setHours] = useState("24");
  return (
    <ConfirmDialog
      title="Replace the signing secret"
      description="While both are valid calls carry both signatures, so that your servers can change over one by one."
      confirm="Make a new secret"
      harmless
      busy={busy}
      onConfirm={() => onReplace(Number(hours))}
      onClose={onClose}
    >
      <Field label="The old secret stays valid for">
        <Select value={hours} options={overlaps} onValueChange={setHours} />
      </Field>
    </ConfirmDialog>
  );
}
