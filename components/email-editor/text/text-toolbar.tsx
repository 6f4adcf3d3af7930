"use client";

import { type Editor, useEditorState } from "@tiptap/react";
import { Bold, Braces, Italic, Link2, List, ListOrdered, Underline } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { VariableList } from "../variable-picker";
import { insertVariable } from "./brace-menu";

type Toggle = { label: string; shortcut?: string; icon: ReactNode; name: string; run: (editor: Editor) => void };

const toggles: Toggle[] = [
  { label: "Bold", shortcut: "⌘B", icon: <Bold />, name: "bold", run: (e) => e.chain().focus().toggleBold().run() },
  {
    label: "Italic",
    shortcut: "⌘I",
    icon: <Italic />,
    name: "italic",
    run: (e) => e.chain().focus().toggleItalic().run(),
  },
  {
    label: "Underline",
    shortcut: "⌘U",
    icon: <Underline />,
    name: "underline",
    run: (e) => e.chain().focus().toggleUnderline().run(),
  },
  { label: "List", icon: <List />, name: "bulletList", run: (e) => e.chain().focus().toggleBulletList().run() },
  {
    label: "Numbered list",
    icon: <ListOrdered />,
    name: "orderedList",
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
];

/** What can be done to the text at the caret; stands in the bar above the canvas, so that it covers no words. */
export function TextToolbar({ editor }: { editor: Editor }) {
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries([...toggles.map((t) => t.name), "link"].map((n) => [n, now.isActive(n)])),
  });
  return (
    <div
      id="text-toolbar"
      role="toolbar"
      aria-label="Text formatting"
      className="flex items-center gap-0.5"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        editor.commands.focus();
      }}
    >
      {toggles.map((toggle) => (
        <IconButton
          key={toggle.name}
          label={toggle.label}
          {...(toggle.shortcut ? { shortcut: toggle.shortcut } : {})}
          size="icon-xs"
          aria-pressed={on[toggle.name] ?? false}
          className={cn(on[toggle.name] && "bg-accent text-primary-text")}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => toggle.run(editor)}
        >
          {toggle.icon}
        </IconButton>
      ))}
      <LinkButton editor={editor} active={on.link ?? false} />
      <VariableMenu editor={editor} />
    </div>
  );
}

function VariableMenu({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Insert a variable"
      className="overflow-hidden p-0"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label="Insert a variable" shortcut="{{" size="icon-xs">
          <Braces />
        </IconButton>
      }
    >
      <VariableList
        onPick={(variable) => {
          setOpen(false);
          insertVariable(editor, variable);
        }}
      />
    </Popover>
  );
}

function LinkButton({ editor, active }: { editor: Editor; active: boolean }) {
  const [open, setOpen] = useState(false);
  const [href, setHref] = useState("");
  const show = (next: boolean) => {
    if (next) setHref(String(editor.getAttributes("link").href ?? ""));
    setOpen(next);
  };
  const apply = (to: string) => {
    const chain = editor.chain().focus().extendMarkRange("link");
    if (to.trim() === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && !active)
      chain
        .insertContent({ type: "text", text: to.trim(), marks: [{ type: "link", attrs: { href: to.trim() } }] })
        .run();
    else chain.setLink({ href: to.trim() }).run();
    setOpen(false);
  };
  return (
    <Popover
      label="Link"
      open={open}
      onOpenChange={show}
      trigger={
        <IconButton
          label="Link"
          size="icon-xs"
          aria-pressed={active}
          className={cn(active && "bg-accent text-primary-text")}
        >
          <Link2 />
        </IconButton>
      }
    >
      <Form className="flex flex-col gap-3" onSubmit={() => apply(href)}>
        <Field label="Address" help="https://, mailto: or tel:. Variables such as {{ event.url }} work.">
          <Input
            autoFocus
            value={href}
            maxLength={2000}
            placeholder="https://"
            onChange={(event) => setHref(event.currentTarget.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          {active ? (
            <Button variant="ghost" size="xs" onClick={() => apply("")}>
              Remove link
            </Button>
          ) : null}
          <Button type="submit" size="xs">
            Apply
          </Button>
        </div>
      </Form>
    </Popover>
  );
}
