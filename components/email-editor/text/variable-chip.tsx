"use client";

import { NodeViewWrapper, type ReactNodeViewProps } from "@tiptap/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { mayBeEmpty } from "@/lib/email/may-be-empty";
import { useVariables } from "../use-variables";
import { ChipButton } from "./chip-button";

const text = (value: unknown) => (typeof value === "string" ? value : "");

/** A variable in the text: its name, and a panel for what stands there when somebody has nothing at it. */
export function VariableChip({ node, updateAttributes, deleteNode, editor, selected }: ReactNodeViewProps) {
  const [open, setOpen] = useState(false);
  const path = text(node.attrs.path);
  const fallback = text(node.attrs.fallback);
  const known = useVariables().find((variable) => variable.path === path);
  const lacking = fallback === "" && mayBeEmpty(path);
  const close = () => {
    setOpen(false);
    editor.commands.focus();
  };
  return (
    <NodeViewWrapper as="span" className="inline">
      <Popover
        label={`Variable ${path}`}
        open={open}
        onOpenChange={setOpen}
        trigger={<ChipButton path={path} fallback={fallback} selected={selected} />}
      >
        <Form className="flex flex-col gap-3" onSubmit={close}>
          <p className="font-mono text-xs">
            {path}
            {known?.sample ? <span className="block font-sans text-muted-foreground">e.g. {known.sample}</span> : null}
          </p>
          <Field
            label="When it is empty, write"
            help="Without a word here the place stays empty for people who have nothing."
            error={lacking ? "Give a word for people who have nothing here." : undefined}
          >
            <Input
              value={fallback}
              maxLength={200}
              onChange={(event) =>
                updateAttributes({ fallback: event.currentTarget.value.replaceAll(/["\\{}%]/g, "") })
              }
            />
          </Field>
          <div className="flex justify-between">
            <Button variant="danger-ghost" size="xs" onClick={deleteNode}>
              Remove
            </Button>
            <Button type="submit" size="xs">
              Done
            </Button>
          </div>
        </Form>
      </Popover>
    </NodeViewWrapper>
  );
}
