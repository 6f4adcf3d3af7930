"use client";

import { ImageIcon } from "lucide-react";
import type { CSSProperties } from "react";
import type { BlockOf } from "@/lib/email/blocks/registry";
import { textStyles } from "@/lib/email/mail-style";
import { useEmailEditor } from "../editor-context";
import { LineField } from "../text/line-field";
import type { BlockViewProps } from "./block-view-props";

type ListBlock = BlockOf<"list">;
type ListLine = "title" | "detail" | "aside" | "total_label" | "total" | "empty";

const names: Record<ListLine, string> = {
  title: "Name of an item",
  detail: "Details of an item",
  aside: "Price of an item",
  total_label: "Total: words",
  total: "Total: amount",
  empty: "When the list is empty",
};

function Line({ block, field, style }: { block: ListBlock; field: ListLine; style?: CSSProperties }) {
  const { changeBlock, editable, select } = useEmailEditor();
  return (
    <LineField
      label={names[field]}
      value={block[field]}
      placeholder={names[field]}
      editable={editable}
      onFocus={() => select(block.id)}
      onChange={(text) => changeBlock({ ...block, [field]: text }, `edit ${names[field].toLowerCase()}`, field)}
      {...(style ? { style } : {})}
    />
  );
}

/** One item stands for all of them; how many there are is known only of a person. */
export function ListView({ block, selected }: BlockViewProps<ListBlock>) {
  const { style } = useEmailEditor();
  const { text, muted, border } = style.light;
  const body: CSSProperties = { ...textStyles.body, lineHeight: "24px", color: text };
  const strong: CSSProperties = { ...body, fontWeight: 600 };
  const small: CSSProperties = { ...textStyles.small, color: muted };
  const picture = block.image.trim() !== "";
  return (
    <div style={{ paddingBottom: 20 }}>
      <p className="pt-1 pb-1 font-mono text-[#5a6373] text-[11px]">
        {block.path === "" ? "Choose a list" : `for each item of ${block.path}, up to ${block.limit}`}
      </p>
      <div className="flex gap-4 py-3" style={{ borderBottom: `1px solid ${border}` }}>
        {picture ? (
          <span className="flex size-16 shrink-0 items-center justify-center rounded-md bg-[#eceff4] text-[#5a6373]">
            <ImageIcon className="size-5" aria-hidden="true" />
          </span>
        ) : null}
        <div className="min-w-0 flex-1">
          <Line block={block} field="title" style={strong} />
          <Line block={block} field="detail" style={small} />
        </div>
        <div className="max-w-[45%] text-right">
          <Line block={block} field="aside" style={body} />
        </div>
      </div>
      {selected || block.total !== "" || block.total_label !== "" ? (
        <div className="flex justify-between gap-4 py-3">
          <Line block={block} field="total_label" style={{ ...strong, minWidth: 120 }} />
          <Line block={block} field="total" style={{ ...strong, minWidth: 120, textAlign: "right" }} />
        </div>
      ) : null}
      {selected ? <Line block={block} field="empty" style={small} /> : null}
    </div>
  );
}
