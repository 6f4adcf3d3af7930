"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import type { MailChange } from "@/lib/api/schemas/journey-versions";

const MailPairDialog = late(() => import("./mail-pair-dialog").then((m) => m.MailPairDialog));

type MailButtonProps = { mail: MailChange | undefined; names: { before: string; after: string } };

/** Shows a step's mail as it is on the sides that have it; nothing where neither has. */
export function MailButton({ mail, names }: MailButtonProps) {
  const [open, setOpen] = useState(false);
  if (!mail?.before && !mail?.after) return null;
  return (
    <>
      <Button size="xs" variant="outline" onClick={() => setOpen(true)}>
        <Mail /> {mail.before && mail.after ? "Show both mails" : "Show the mail"}
      </Button>
      {open ? <MailPairDialog mail={mail} names={names} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
