"use client";

import type { ComponentType } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import type { BlockOf, BlockType, PlainBlock } from "@/lib/email/blocks/registry";
import { useEmailEditor } from "../editor-context";
import { PictureButton } from "../picture-button";
import { AlignField, type InspectorProps, UrlField } from "./inspector-fields";
import { ColumnsInspector, HtmlInspector, ListInspector, SharedInspector } from "./layout-inspectors";

function HeadingInspector({ block, update }: InspectorProps<BlockOf<"heading">>) {
  return (
    <>
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium text-[0.8125rem]">Size</span>
        <SegmentedControl
          label="Size"
          size="sm"
          value={String(block.level)}
          onValueChange={(level) => update({ ...block, level: level === "1" ? 1 : level === "2" ? 2 : 3 }, "level")}
          options={[
            { value: "1", label: "Large" },
            { value: "2", label: "Medium" },
            { value: "3", label: "Small" },
          ]}
        />
      </div>
      <AlignField value={block.align} onChange={(align) => update({ ...block, align }, "align")} />
    </>
  );
}

function TextInspector({ block, update }: InspectorProps<BlockOf<"text">>) {
  return (
    <>
      <AlignField value={block.align} onChange={(align) => update({ ...block, align }, "align")} />
      <p className="text-muted-foreground text-xs leading-relaxed">
        Type <code className="rounded bg-muted px-1">{"{{"}</code> to insert a variable. Liquid such as{" "}
        <code className="rounded bg-muted px-1">{"{% if plan %}"}</code> works, too; an <code>if</code> ends in the
        block where it began.
      </p>
    </>
  );
}

/** "summer-sale_2.png" as a first idea of what is in the picture; the author says it better. */
const wordsOf = (file: string) =>
  file
    .replace(/\.[a-z0-9]+$/i, "")
    .replaceAll(/[-_]+/g, " ")
    .trim();

function ImageInspector({ block, update, error }: InspectorProps<BlockOf<"image">>) {
  return (
    <>
      <PictureButton
        onPick={(asset) =>
          update({ ...block, url: asset.url, alt: block.alt || (block.decorative ? "" : wordsOf(asset.name)) }, "url")
        }
      />
      <UrlField
        label="Address"
        help="Where the picture is: chosen above, or anywhere on the web."
        value={block.url}
        error={error("url")}
        onChange={(url) => update({ ...block, url }, "url")}
      />
      <Field
        label="Alternative text"
        help="Read to people who do not see the image, and shown where images are blocked."
        error={error("alt")}
      >
        <Textarea
          rows={2}
          value={block.alt}
          maxLength={500}
          disabled={block.decorative}
          onChange={(event) => update({ ...block, alt: event.currentTarget.value }, "alt")}
        />
      </Field>
      <div className="flex items-center justify-between gap-3">
        <span className="text-[0.8125rem]">Only decoration</span>
        <Switch
          aria-label="Only decoration"
          checked={block.decorative}
          onCheckedChange={(decorative) => update({ ...block, decorative }, "decorative")}
        />
      </div>
      <Field label="Width" hint={`${block.width} %`}>
        <input
          type="range"
          min={10}
          max={100}
          step={5}
          value={block.width}
          className="w-full accent-primary"
          onChange={(event) => update({ ...block, width: Number(event.currentTarget.value) }, "width")}
        />
      </Field>
      <AlignField value={block.align} onChange={(align) => update({ ...block, align }, "align")} />
      <UrlField
        label="Leads to"
        help="Leave empty for an image that is no link."
        value={block.href}
        error={error("href")}
        onChange={(href) => update({ ...block, href }, "href")}
      />
    </>
  );
}

function ButtonInspector({ block, update, error }: InspectorProps<BlockOf<"button">>) {
  return (
    <>
      <UrlField
        label="Leads to"
        help="https://, mailto: or tel:. With | signed_link your shop knows who comes by it."
        value={block.href}
        error={error("href")}
        onChange={(href) => update({ ...block, href }, "href")}
      />
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium text-[0.8125rem]">Look</span>
        <SegmentedControl
          label="Look"
          size="sm"
          value={block.variant}
          onValueChange={(variant) => update({ ...block, variant }, "variant")}
          options={[
            { value: "solid", label: "Filled" },
            { value: "outline", label: "Outline" },
          ]}
        />
      </div>
      <AlignField value={block.align} onChange={(align) => update({ ...block, align }, "align")} />
    </>
  );
}

function DividerInspector(_: InspectorProps<BlockOf<"divider">>) {
  return <p className="text-muted-foreground text-xs">A thin line. It takes its colour from the mail.</p>;
}

function SpacerInspector({ block, update }: InspectorProps<BlockOf<"spacer">>) {
  return (
    <Field label="Height" hint={`${block.height} px`}>
      <input
        type="range"
        min={4}
        max={120}
        step={4}
        value={block.height}
        className="w-full accent-primary"
        onChange={(event) => update({ ...block, height: Number(event.currentTarget.value) }, "height")}
      />
    </Field>
  );
}

function FooterInspector({ block, update }: InspectorProps<BlockOf<"footer">>) {
  return (
    <>
      <Field label="Unsubscribe link says">
        <Input
          value={block.unsubscribe_label}
          maxLength={100}
          onChange={(event) =>
            update({ ...block, unsubscribe_label: event.currentTarget.value || "Unsubscribe" }, "unsubscribe_label")
          }
        />
      </Field>
      <p className="text-muted-foreground text-xs leading-relaxed">
        Your name and postal address come from the workspace's settings. The unsubscribe link is part of every mail.
      </p>
    </>
  );
}

const inspectors: { [T in BlockType]: ComponentType<InspectorProps<BlockOf<T>>> } = {
  heading: HeadingInspector,
  text: TextInspector,
  image: ImageInspector,
  button: ButtonInspector,
  columns: ColumnsInspector,
  list: ListInspector,
  divider: DividerInspector,
  spacer: SpacerInspector,
  html: HtmlInspector,
  shared: SharedInspector,
  footer: FooterInspector,
};

/** The settings of one block, or of one of its variants. */
export function BlockInspector({ block }: { block: PlainBlock }) {
  const { changeBlock, problems } = useEmailEditor();
  const Inspector = inspectors[block.type] as ComponentType<InspectorProps<PlainBlock>>;
  const update = (next: PlainBlock, field: string) => changeBlock(next, `change ${field} of ${block.type}`, field);
  const error = (field: string) =>
    problems.find((p) => p.block_id === block.id && p.field === field && p.severity === "error")?.message;
  return <Inspector block={block} update={update} error={error} />;
}
