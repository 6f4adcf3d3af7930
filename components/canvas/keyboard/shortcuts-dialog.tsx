"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useCanvas } from "../canvas-context";
import { shortcuts } from "./shortcuts";

export function ShortcutsDialog() {
  const open = useCanvas((s) => s.help);
  const set = useCanvas((s) => s.set);
  return (
    <Dialog open={open} onOpenChange={(help) => set({ help })} title="Keys on the canvas" size="sm">
      <dl className="divide-y divide-border">
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className="flex items-center justify-between gap-4 py-1.5">
            <dt>{does}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
