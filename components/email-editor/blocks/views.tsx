"use client";

import { ImageIcon } from "lucide-react";
import type { ComponentType, CSSProperties } from "react";
import type { BlockOf, BlockType, PlainBlock } from "@/lib/email/blocks/registry";
import { safeUrl } from "@/lib/email/liquid/safe-url";
import { MAIL_WIDTH, textStyles } from "@/lib/email/mail-style";
import { textLimits } from "@/lib/email/text-limits";
import { useEmailEditor } from "../editor-context";
import { LineField } from "../text/line-field";
import { RichTextField } from "../text/rich-text-field";
import type { BlockViewProps } from "./block-view-props";
import { ColumnsView } from "./columns-view";
import { HtmlView } from "./html-view";
import { ListView } from "./list-view";
import { SharedView } from "./shared-view";

/** How blocks look on the canvas: the same shapes and colours as in the mail, with the words editable in place. */
function HeadingView({ block }: BlockViewProps<BlockOf<"heading">>) {
  const { changeBlock, select, style, editable } = useEmailEditor();
  const look: CSSProperties = { ...textStyles.heading[block.level], color: style.light.text, textAlign: block.align };
  return (
    <LineField
      label="Heading"
      value={block.text}
      placeholder="Heading"
      editable={editable}
      onFocus={() => select(block.id)}
      onChange={(text) => changeBlock({ ...block, text }, "edit heading", "text")}
      style={{ ...look, marginBottom: 16 }}
    />
  );
}

function TextView({ block, selected }: BlockViewProps<BlockOf<"text">>) {
  const { changeBlock, select, style, editable, toolbarSlot } = useEmailEditor();
  return (
    <RichTextField
      toolbarSlot={toolbarSlot}
      label="Text"
      value={block.content}
      active={selected}
      editable={editable}
      onFocus={() => select(block.id)}
      onChange={(content) => changeBlock({ ...block, content }, "edit text", "content")}
      style={{ ...textStyles.body, color: style.light.text, textAlign: block.align }}
    />
  );
}

function ImageView({ block }: BlockViewProps<BlockOf<"image">>) {
  const { style } = useEmailEditor();
  const url = block.url.includes("{") ? undefined : safeUrl(block.url, "image");
  const width = Math.round(((MAIL_WIDTH - 80) * block.width) / 100);
  return (
    <div style={{ textAlign: block.align, padding: "4px 0 20px" }}>
      {url ? (
        // biome-ignore lint/performance/noImgElement: the author's own address, shown as the mail shows it
        <img
          src={url}
          alt={block.alt}
          referrerPolicy="no-referrer"
          style={{ display: "inline-block", width, maxWidth: "100%", borderRadius: Math.min(style.radius, 12) }}
        />
      ) : (
        <div
          className="inline-flex flex-col items-center justify-center gap-1 bg-[#eceff4] text-[#5a6373] text-sm"
          style={{ width, maxWidth: "100%", height: 150, borderRadius: Math.min(style.radius, 12) }}
        >
          <ImageIcon className="size-6" aria-hidden="true" />
          {block.url.trim() === "" ? "Give the image an address" : "The address depends on the person"}
        </div>
      )}
    </div>
  );
}

function ButtonView({ block }: BlockViewProps<BlockOf<"button">>) {
  const { changeBlock, select, style, editable } = useEmailEditor();
  const solid = block.variant === "solid";
  const { accent, card, link, onAccent } = style.light;
  return (
    <div style={{ textAlign: block.align, padding: "8px 0 24px" }}>
      <div
        style={{
          display: "inline-block",
          maxWidth: "100%",
          minWidth: 60,
          padding: "12px 24px",
          border: `2px solid ${accent}`,
          borderRadius: Math.min(style.radius, 10),
          background: solid ? accent : card,
          color: solid ? onAccent : link,
          fontSize: 16,
          fontWeight: 600,
          lineHeight: "120%",
        }}
      >
        <LineField
          label="Button"
          max={textLimits.buttonLabel}
          value={block.label}
          placeholder="Button"
          editable={editable}
          onFocus={() => select(block.id)}
          onChange={(label) => changeBlock({ ...block, label }, "edit button", "label")}
        />
      </div>
    </div>
  );
}

function DividerView(_: BlockViewProps<BlockOf<"divider">>) {
  const { style } = useEmailEditor();
  return <hr style={{ border: 0, borderTop: `1px solid ${style.light.border}`, margin: "12px 0 28px" }} />;
}

function SpacerView({ block, selected }: BlockViewProps<BlockOf<"spacer">>) {
  return (
    <div
      style={{ height: block.height }}
      className={`flex items-center justify-center text-[11px] text-[#5a6373] ${selected ? "bg-[repeating-linear-gradient(135deg,#0000_0_6px,#2f5bea14_6px_12px)]" : ""}`}
    >
      {selected ? `${block.height} px` : null}
    </div>
  );
}

function FooterView({ block }: BlockViewProps<BlockOf<"footer">>) {
  const { brand, changeBlock, select, style, editable } = useEmailEditor();
  const look: CSSProperties = { ...textStyles.small, color: style.light.muted, textAlign: "center" };
  const address = brand.postal_address.split("\n").filter((line) => line.trim() !== "");
  return (
    <div style={look}>
      <LineField
        label="Footer text"
        max={textLimits.footerText}
        value={block.text}
        placeholder="Why they get this mail"
        editable={editable}
        onFocus={() => select(block.id)}
        onChange={(text) => changeBlock({ ...block, text }, "edit footer", "text")}
        style={{ marginBottom: 8 }}
      />
      <p style={{ marginBottom: 8 }}>{[brand.name, ...address].join(" · ")}</p>
      <p style={{ textDecoration: "underline" }}>{block.unsubscribe_label}</p>
    </div>
  );
}

const blockViews: { [T in BlockType]: ComponentType<BlockViewProps<BlockOf<T>>> } = {
  heading: HeadingView,
  text: TextView,
  image: ImageView,
  button: ButtonView,
  columns: ColumnsView,
  list: ListView,
  divider: DividerView,
  spacer: SpacerView,
  html: HtmlView,
  shared: SharedView,
  footer: FooterView,
};

export function BlockView(props: BlockViewProps<PlainBlock>) {
  const View = blockViews[props.block.type] as ComponentType<BlockViewProps<PlainBlock>>;
  return <View {...props} />;
}
