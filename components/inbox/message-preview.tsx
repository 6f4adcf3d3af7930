"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Monitor, Moon, Smartphone, Sun } from "lucide-react";
import { useMemo, useState } from "react";
import { useWorkspace } from "@/components/data/workspace-context";
import { openPixelOf } from "@/components/email-editor/frame-document";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import type { MessageDetail } from "@/lib/api/schemas/message";
import { withoutTracking } from "@/lib/email/without-tracking";
import { MessageFrame } from "./message-frame";

const widths = { phone: 375, desktop: 700 } as const;
const devices = [
  { value: "desktop", label: <Monitor aria-hidden="true" />, name: "Desktop" },
  { value: "phone", label: <Smartphone aria-hidden="true" />, name: "Phone" },
] as const;
const themes = [
  { value: "light", label: <Sun aria-hidden="true" />, name: "Light" },
  { value: "dark", label: <Moon aria-hidden="true" />, name: "Dark" },
] as const;

/** The mail as the person sees it, on the screen they may have. */
export function MessagePreview({ message, html }: { message: MessageDetail; html: string }) {
  const { mode } = useWorkspace();
  // In a sandbox one clicks for the person; where people are real only they do.
  const shown = useMemo(() => (mode === "sandbox" ? html : withoutTracking(html)), [mode, html]);
  const [device, setDevice] = useState<keyof typeof widths>("desktop");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl label="Width" size="sm" value={device} onValueChange={setDevice} options={devices} />
        <SegmentedControl label="Colours" size="sm" value={theme} onValueChange={setTheme} options={themes} />
        <OpenAsPerson message={message} html={html} />
        {mode === "sandbox" || shown === html ? null : (
          <span className="ml-auto text-muted-foreground text-xs">
            Looking here counts for nothing: links that count a click lead nowhere.
          </span>
        )}
      </div>
      <div
        className={cn("overflow-x-auto rounded-xl border border-border", theme === "dark" ? "bg-[#111]" : "bg-white")}
      >
        <MessageFrame
          html={shown}
          title={`Message: ${message.subject ?? ""}`}
          width={widths[device]}
          dark={theme === "dark"}
        />
      </div>
    </div>
  );
}

/** Sandbox only: loads the open pixel as the person's mail program would, so that journeys see the open. */
function OpenAsPerson({ message, html }: { message: MessageDetail; html: string }) {
  const { mode, slug } = useWorkspace();
  const queries = useQueryClient();
  const pixel = openPixelOf(html);
  if (mode !== "sandbox" || !pixel || message.opened_at) return null;
  const open = async () => {
    try {
      // the path alone: the same server, whatever name it is reached by
      const answer = await fetch(new URL(pixel).pathname, { cache: "no-store" });
      if (!answer.ok) throw new Error(`${answer.status}`);
      await Promise.all([
        queries.invalidateQueries({ queryKey: [slug, "message"] }),
        queries.invalidateQueries({ queryKey: [slug, "messages"] }),
      ]);
    } catch (error) {
      toast.error("The open could not be recorded", { description: String(error) });
    }
  };
  return (
    <span className="ml-auto flex items-center gap-3 text-muted-foreground text-xs">
      <span className="max-sm:hidden">Looking here counts for nothing; links do.</span>
      <Button size="sm" variant="outline" onClick={() => void open()}>
        Open as this person
      </Button>
    </span>
  );
}
