"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
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
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title="Replace the signing secret"
      description="While both are valid calls carry both signatures, so that your servers can change over one by one."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={busy} onClick={() => onReplace(Number(hours))}>
            Make a new secret
          </Button>
        </>
      }
    >
      <Field label="The old secret stays valid for">
        <Select value={hours} options={overlaps} onValueChange={setHours} />
      </Field>
    </Dialog>
  );
}
