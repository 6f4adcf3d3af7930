"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { BlockType } from "@/lib/email/blocks/registry";
import { safeUrl } from "@/lib/email/liquid/safe-url";
import { MAIL_WIDTH } from "@/lib/email/mail-style";
import { BlockFrame } from "./block-frame";
import { BlockMenu } from "./block-menu";
import { useEmailEditor } from "./editor-context";
import { focusBlock } from "./focus-block";
import { insertBlock, makeBlock } from "./store/edit-document";

/** The mail as it will look, in its own light colours whatever the page around it wears. */
export function MailCanvas() {
  const { brand, change, document, editable, select, style } = useEmailEditor();
  const { light, font, radius } = style;
  const body = document.blocks.filter((block) => block.type !== "footer");
  const footers = document.blocks.filter((block) => block.type === "footer");
  const add = (type: BlockType) => {
    const made = makeBlock(type);
    const firstFooter = document.blocks.findIndex((block) => block.type === "footer");
    const at = type === "footer" || firstFooter < 0 ? document.blocks.length : firstFooter;
    change(`add ${type}`, (doc) => insertBlock(doc, made, at));
    select(made.id);
    focusBlock(made.id);
  };
  return (
    <section
      id="mail-canvas"
      aria-label="The mail"
      tabIndex={-1}
      className="mail-canvas outline-none min-h-full px-2 pt-14 pb-16 sm:px-10"
      style={{ background: light.page, color: light.text, fontFamily: font, colorScheme: "light" }}
    >
      <div className="mx-auto w-full" style={{ maxWidth: MAIL_WIDTH }}>
        <BrandMark name={brand.name} logoUrl={brand.logo_url} />
        <div
          className="px-[22px] pt-7 pb-4 sm:px-10 sm:pt-[38px] sm:pb-[26px]"
          style={{ background: light.card, border: `1px solid ${light.border}`, borderRadius: radius }}
        >
          {body.map((block) => (
            <BlockFrame key={block.id} block={block} />
          ))}
          {editable ? (
            <div className="flex justify-center pt-2 pb-1" style={{ fontFamily: "var(--font-sans)" }}>
              <BlockMenu
                withFooter={footers.length === 0}
                onPick={add}
                trigger={
                  <Button
                    variant="ghost"
                    size="sm"
                    className="w-full border border-[#c3c9d4] border-dashed text-[#4b5567] hover:bg-[#f1f4f9]"
                  >
                    <Plus /> Add a block
                  </Button>
                }
              />
            </div>
          ) : null}
        </div>
        <div className="px-6 pt-6">
          {footers.map((block) => (
            <BlockFrame key={block.id} block={block} />
          ))}
        </div>
      </div>
    </section>
  );
}

function BrandMark({ name, logoUrl }: { name: string; logoUrl: string }) {
  const url = safeUrl(logoUrl, "image");
  return (
    <div className="px-2 pb-[18px]">
      {url ? (
        // biome-ignore lint/performance/noImgElement: the workspace's own logo, shown as the mail shows it
        <img src={url} alt={name} referrerPolicy="no-referrer" className="h-9 w-auto max-w-60" />
      ) : (
        <span className="font-bold text-[17px] tracking-[-0.01em]">{name}</span>
      )}
    </div>
  );
}
