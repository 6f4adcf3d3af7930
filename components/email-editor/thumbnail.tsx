"use client";

import { Mail } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { MailFrame } from "./mail-frame";
import { useTemplatePreview } from "./use-preview";

/** px of the mail that the picture shows */
const MAIL_WIDTH = 660;

function useSeen() {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const looker = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: "200px",
    });
    const sizer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    looker.observe(element);
    sizer.observe(element);
    return () => {
      looker.disconnect();
      sizer.disconnect();
    };
  }, []);
  return { box, seen, width };
}

/** The upper part of a mail's HTML, scaled to the width it is given. A picture: it takes no clicks and no focus. */
export function MailThumbnail({ html, className }: { html: string | undefined; className?: string }) {
  const { box, width } = useSeen();
  const { resolvedTheme } = useTheme();
  const scale = width / MAIL_WIDTH;
  return (
    <div ref={box} aria-hidden="true" className={cn("relative overflow-hidden bg-muted", className)}>
      {html && width > 0 ? (
        <div
          className="pointer-events-none absolute top-0 left-0 origin-top-left"
          style={{ width: MAIL_WIDTH, transform: `scale(${scale})`, height: `${100 / scale}%` }}
        >
          <MailFrame
            html={html}
            title=""
            width={MAIL_WIDTH}
            dark={resolvedTheme === "dark"}
            className="h-full max-w-none!"
          />
        </div>
      ) : (
        <Mail className="absolute inset-0 m-auto size-6 text-muted-foreground/50" />
      )}
    </div>
  );
}

/** A saved template as a picture, asked for when it comes into view. */
export function TemplateThumbnail({ id, revision, className }: { id: string; revision?: number; className?: string }) {
  const { box, seen } = useSeen();
  const preview = useTemplatePreview(id, revision, seen);
  return (
    <div ref={box} className={className}>
      <MailThumbnail html={preview.data?.html} className="size-full" />
    </div>
  );
}
