"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { shortcutTable } from "./shortcut-table";

/** All keys, by where they work. ⌘ stands for Ctrl where there is no ⌘. */
export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="⌘ is Ctrl on Windows and Linux."
      size="lg"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is long, and arrow keys scroll only what has the focus */}
      <section aria-label="All keys" tabIndex={0} className="gap-x-10 rounded-md sm:columns-2">
        {shortcutTable.map(({ group, shortcuts }) => (
          <section key={group} aria-label={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-medium text-muted-foreground text-xs">{group}</h3>
            <dl className="divide-y divide-border">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex items-center justify-between gap-4 py-1.5 text-[0.8125rem]">
                  <dt>{does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
