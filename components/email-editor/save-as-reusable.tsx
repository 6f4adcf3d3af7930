"use client";

import { Component } from "lucide-react";
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
  if (part || block.type === "shared" || block.type === "footer") return null;
  const save = () =>
    create.mutate(
      { name: blockName(block), kind: "block", document: reusableOf(source, block.id) },
      {
        onSuccess: ({ id, name }) => {
          const reference: Block = { id: newBlockId(), type: "shared", block_id: id };
          change("make a block reusable", (doc) => removeBlock(insertAfter(doc, reference, block.id), block.id));
          select(reference.id);
          toast.success(`“${name}” is reusable now`, { description: "Other mails find it under Reusable." });
        },
      },
    );
  return (
    <Button variant="outline" size="sm" loading={create.isPending} onClick={save}>
      <Component /> Make it reusable
    </Button>
  );
}
