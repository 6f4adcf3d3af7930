"use client";

import { Component, TriangleAlert } from "lucide-react";
import { isGone } from "@/components/data/is-gone";
import { problemText } from "@/components/data/problem-text";
import type { BlockOf } from "@/lib/email/blocks/registry";
import { useEmailEditor } from "../editor-context";
import { MailFrame } from "../mail-frame";
import { useDocumentPreview } from "../use-preview";
import { useTemplate } from "../use-templates";
import type { BlockViewProps } from "./block-view-props";

/** A reusable block as it is now, to look at: it is changed where it lives. */
export function SharedView({ block }: BlockViewProps<BlockOf<"shared">>) {
  const found = useTemplate(block.block_id, { enabled: block.block_id !== "" });
  if (block.block_id === "") return <Placeholder>Choose a reusable block in the settings</Placeholder>;
  if (found.isError && !isGone(found.error)) return <Placeholder broken>{problemText(found.error)}</Placeholder>;
  if (found.isError || found.data?.archived) return <Placeholder broken>This reusable block was deleted</Placeholder>;
  return (
    <div className="rounded-md outline outline-[#7c9af5] outline-dashed outline-1">
      <p
        className="flex items-center gap-1.5 px-2 py-1 text-[#1b4596] text-[11px]"
        style={{ fontFamily: "var(--font-sans)" }}
      >
        <Component className="size-3.5" aria-hidden="true" /> {found.data?.name ?? "…"}
      </p>
      <Picture blockId={block.block_id} />
    </div>
  );
}

function Picture({ blockId }: { blockId: string }) {
  const { style } = useEmailEditor();
  const blocks = [{ id: "shown", type: "shared" as const, block_id: blockId }];
  const preview = useDocumentPreview({ v: 2, subject: "x", preheader: "", blocks }, undefined);
  const html = preview.data?.html ?? "";
  // of the mail around it only the blocks are wanted
  const bare = html.replace("</head>", bareStyle(style.light.card));
  return <MailFrame html={bare} title="Reusable block" width={520} grow className="pointer-events-none w-full!" />;
}

const bareStyle = (card: string) =>
  `<style>.sj-page{background:${card}!important}.sj-outer{padding:0!important}.sj-outer>table:not(.sj-card){display:none!important}.sj-card{border:0!important}.sj-card-pad{padding:0!important}</style></head>`;

function Placeholder({ children, broken = false }: { children: string; broken?: boolean }) {
  const Icon = broken ? TriangleAlert : Component;
  return (
    <p
      style={{ fontFamily: "var(--font-sans)" }}
      className={`mb-4 flex items-center justify-center gap-2 rounded-md px-3 py-6 text-sm ${broken ? "bg-[#fdecea] text-[#8f1d14]" : "bg-[#eceff4] text-[#4b5567]"}`}
    >
      <Icon className="size-4" aria-hidden="true" /> {children}
    </p>
  );
}
