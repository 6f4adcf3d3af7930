import { MailOpen } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";

/** Beside the list until a message is chosen; on a phone the list stands alone. */
export function NoMessageChosen() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center text-muted-foreground">
      <MailOpen className="size-8" aria-hidden="true" />
      <p>Choose a message to read it as its person got it.</p>
      <p className="flex items-center gap-1.5 text-xs">
        <Kbd>j</Kbd>
        <Kbd>k</Kbd> or the arrows go through the list
      </p>
    </div>
  );
}
