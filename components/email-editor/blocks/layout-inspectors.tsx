"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea } from "@/components/ui/textarea";
import { LIST_ITEMS_MAX } from "@/lib/email/blocks/list/list-items-max";
import type { BlockOf } from "@/lib/email/blocks/registry";
import { useTemplates } from "../use-templates";
import { useVariables } from "../use-variables";
import { type InspectorProps, UrlField } from "./inspector-fields";

const row = "flex items-center justify-between gap-3";

export function ColumnsInspector({ block, update }: InspectorProps<BlockOf<"columns">>) {
  const setCount = (count: number) => {
    const columns = block.columns.slice(0, count);
    while (columns.length < count) columns.push({ blocks: [] });
    // nothing is lost: what stood in a column that goes moves into the last that stays
    const left = block.columns.slice(count).flatMap((column) => column.blocks);
    const last = columns.at(-1);
    if (last) columns[count - 1] = { blocks: [...last.blocks, ...left] };
    update({ ...block, columns }, "columns");
  };
  return (
    <>
      <div className={row}>
        <span className="font-medium text-[0.8125rem]">Columns</span>
        <SegmentedControl
          label="Columns"
          size="sm"
          value={String(block.columns.length)}
          onValueChange={(count) => setCount(Number(count))}
          options={[
            { value: "2", label: "Two" },
            { value: "3", label: "Three" },
          ]}
        />
      </div>
      {block.columns.length === 2 ? (
        <div className={row}>
          <span className="font-medium text-[0.8125rem]">Widths</span>
          <SegmentedControl
            label="Widths"
            size="sm"
            value={block.ratio}
            onValueChange={(ratio) => update({ ...block, ratio }, "ratio")}
            options={[
              { value: "equal", label: "½ ½", name: "Equal" },
              { value: "1-2", label: "⅓ ⅔", name: "One third, two thirds" },
              { value: "2-1", label: "⅔ ⅓", name: "Two thirds, one third" },
            ]}
          />
        </div>
      ) : null}
      <p className="text-muted-foreground text-xs">Under 480 px they stand one under the other.</p>
    </>
  );
}

/** Where a list is: what was seen as one first, any other path can be typed. */
function ListPathField({ block, update, error }: InspectorProps<BlockOf<"list">>) {
  const lists = useVariables().filter((variable) => variable.list);
  return (
    <Field label="List" help="A list in the event or the person's data." error={error("path")}>
      <Combobox
        aria-label="List"
        value={block.path === "" ? undefined : block.path}
        display={block.path}
        onValueChange={(path) => update({ ...block, path }, "path")}
        options={lists.map(({ path, group }) => ({ value: path, label: path, group }))}
        placeholder="event.items"
        searchPlaceholder="Search, or type a path"
        emptyText="Type a path such as event.items"
        allowCustom
      />
    </Field>
  );
}

export function ListInspector(props: InspectorProps<BlockOf<"list">>) {
  const { block, update, error } = props;
  return (
    <>
      <ListPathField {...props} />
      <div className={row}>
        <span className="font-medium text-[0.8125rem]">Look</span>
        <SegmentedControl
          label="Look"
          size="sm"
          value={block.layout}
          onValueChange={(layout) => update({ ...block, layout }, "layout")}
          options={[
            { value: "rows", label: "Rows" },
            { value: "cards", label: "Cards" },
          ]}
        />
      </div>
      <Field label="At most" hint="items">
        <Input
          type="number"
          min={1}
          max={LIST_ITEMS_MAX}
          value={block.limit}
          onChange={(event) => {
            const limit = Math.round(Number(event.currentTarget.value));
            if (limit >= 1 && limit <= LIST_ITEMS_MAX) update({ ...block, limit }, "limit");
          }}
        />
      </Field>
      <UrlField
        label="Picture of an item"
        help="Leave empty for items without one."
        placeholder="{{ item.image }}"
        value={block.image}
        error={error("image")}
        onChange={(image) => update({ ...block, image }, "image")}
      />
      <UrlField
        label="An item leads to"
        placeholder="{{ item.url }}"
        value={block.href}
        error={error("href")}
        onChange={(href) => update({ ...block, href }, "href")}
      />
      <p className="text-muted-foreground text-xs leading-relaxed">
        In the lines of the list <code className="rounded bg-muted px-1">{"{{ item.name }}"}</code> is the name of each
        item. The total and the words for an empty list show on the canvas while the block is chosen.
      </p>
    </>
  );
}

export function HtmlInspector({ block, update, error }: InspectorProps<BlockOf<"html">>) {
  return (
    <Field
      label="HTML"
      help="Tables, links, images and inline styles stay; scripts, forms and style sheets are taken out. Liquid works."
      error={error("html")}
    >
      <Textarea
        rows={14}
        value={block.html}
        maxLength={20_000}
        spellCheck={false}
        className="font-mono text-xs"
        onChange={(event) => update({ ...block, html: event.currentTarget.value }, "html")}
      />
    </Field>
  );
}

export function SharedInspector({ block, update, error }: InspectorProps<BlockOf<"shared">>) {
  const { slug } = useWorkspace();
  const list = useTemplates({ kind: "block" });
  const chosen = list.items.find((one) => one.id === block.block_id);
  return (
    <>
      <Field label="Reusable block" error={error("block_id")}>
        <Combobox
          aria-label="Reusable block"
          value={block.block_id === "" ? undefined : block.block_id}
          display={chosen?.name}
          onValueChange={(block_id) => update({ ...block, block_id }, "block_id")}
          loading={list.isPending}
          options={list.items.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="Choose one"
          searchPlaceholder="Search"
          emptyText="There is no reusable block yet. Save one from any block's settings."
        />
      </Field>
      {chosen ? (
        <Button asChild variant="outline" size="sm">
          <Link href={`/w/${slug}/templates/${chosen.id}`}>
            Edit it <ExternalLink />
          </Link>
        </Button>
      ) : null}
      <p className="text-muted-foreground text-xs leading-relaxed">
        Changed in one place, for all mails that show it. A live journey keeps what was there when it was published.
      </p>
    </>
  );
}
