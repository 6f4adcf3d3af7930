"use client";

import { useEffect, useState } from "react";
import type { BlockOf } from "@/lib/email/blocks/registry";
import { useEmailEditor } from "../editor-context";
import { MailFrame } from "../mail-frame";
import type { BlockViewProps } from "./block-view-props";

/** The author's HTML in a frame of its own, without scripts; what is not allowed in mails is taken out when it is sent. */
export function HtmlView({ block }: BlockViewProps<BlockOf<"html">>) {
  const { style } = useEmailEditor();
  const [settled, setSettled] = useState(block.html);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(block.html), 300);
    return () => clearTimeout(timer);
  }, [block.html]);
  const page = `<html><head><style>body{margin:0;font:16px/26px ${style.font};color:${style.light.text}}</style></head><body>${settled}</body></html>`;
  return (
    <div className="pb-4">
      <MailFrame html={page} title="HTML block" width={520} grow className="pointer-events-none w-full!" />
    </div>
  );
}
