"use client";

import { MailFrame } from "@/components/email-editor/mail-frame";
import { Dialog } from "@/components/ui/dialog";
import type { MailChange } from "@/lib/api/schemas/journey-versions";

type MailPairDialogProps = { mail: MailChange; names: { before: string; after: string }; onClose: () => void };

/** One step's mail before and after, side by side, as the same sample person would get it; alone where only one side has it. */
export function MailPairDialog({ mail, names, onClose }: MailPairDialogProps) {
  const { before, after } = mail;
  const both = before !== null && after !== null;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      size={both ? "xl" : "lg"}
      title={both ? "The mail on both sides" : before ? "A mail that goes" : "A new mail"}
      description="As one sample person would get it."
    >
      <div className={both ? "grid grid-cols-2 gap-4 max-md:grid-cols-1" : "mx-auto max-w-[35rem]"}>
        {before ? <Half title={names.before} mail={before} /> : null}
        {after ? <Half title={names.after} mail={after} /> : null}
      </div>
    </Dialog>
  );
}

function Half({ title, mail }: { title: string; mail: NonNullable<MailChange["before"]> }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium first-letter:uppercase">{title}</h3>
      <p className="truncate text-sm">
        <span className="text-muted-foreground">Subject: </span>
        {mail.subject}
      </p>
      <div className="overflow-hidden rounded-lg border border-border bg-white">
        <MailFrame html={mail.html} title={`Mail of ${title}`} width={560} grow />
      </div>
    </section>
  );
}
