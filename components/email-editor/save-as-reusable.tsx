"use client";

import { Component } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Block } from "@/lib/email/blocks/registry";
import { useEmailEditor } from "./editor-context";
import { reusableOf } from "./store/copy-block";
import { blockName, insertAfter, newBlockId, removeBlock } from "./store/edit-document";
import { useTemplateActions } from "./use-templates";

/** Makes a block of this mail one that others can show, too; here a reference takes its place. */
export function SaveAsReusable({ block }: { block: Block }) {
  const { change, part, select, source } = useEmailEditor();
  const { create } = useTemplateActions();
  const button = useRef<HTMLButtonElement>(null);
  if (part || block.type === "shared" || block.type === "footer") return null;
  const save = async () => {
    const wanted = { name: blockName(block), kind: "block", document: reusableOf(source, block.id) } as const;
    const made = await create.mutateAsync(wanted).catch(() => undefined);
    if (!made) return;
    const reference: Block = { id: newBlockId(), type: "shared", block_id: made.id };
    change("make a block reusable", (doc) => removeBlock(insertAfter(doc, reference, block.id), block.id));
    // Whoever has chosen another block meanwhile, with which this button went, stays there.
    if (button.current) select(reference.id);
    toast.success(`“${made.name}” is reusable now`, { description: "Other mails find it under Reusable." });
  };
  return (
    <Button ref={button} variant="outline" size="sm" loading={create.isPending} onClick={() => void save()}>
      <Component /> Make it reusable
    </Button>
  );
}
