"use client";

import { blockRegistry } from "@/lib/email/blocks/registry";
import { BlockInspector } from "./blocks/inspectors";
import { useEmailEditor } from "./editor-context";
import { focusBlock } from "./focus-block";
import { RulesSection } from "./rules-section";
import { FailureSection } from "./settings/failure-section";
import { LanguagesSection } from "./settings/languages-section";
import { LookSection } from "./settings/look-section";
import { OfferSection } from "./settings/offer-section";
import { siblingsOf } from "./store/edit-document";

/** Settings of the chosen block, or of the whole mail when none is. */
export function InspectorPanel() {
  const { document, selected, editable, formOf } = useEmailEditor();
  const block = selected === undefined ? undefined : siblingsOf(document, selected).find((one) => one.id === selected);
  const form = block && formOf(block);
  return (
    <fieldset
      id="mail-settings"
      tabIndex={-1}
      disabled={!editable}
      className="flex min-w-0 flex-col gap-5 p-5 outline-none"
      onKeyDown={(event) => {
        const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === "Escape" && !event.defaultPrevented && inside) focusBlock(selected);
      }}
    >
      <legend className="sr-only">Settings</legend>
      <h2 className="font-semibold text-sm">{block ? blockRegistry[block.type].label : "The mail"}</h2>
      {block && form ? (
        <>
          <BlockInspector key={form.id} block={form} />
          <RulesSection block={block} />
        </>
      ) : (
        <MailSettings />
      )}
    </fieldset>
  );
}

function MailSettings() {
  const { part, editable } = useEmailEditor();
  return (
    <>
      <p className="-mt-3 text-muted-foreground text-xs leading-relaxed">
        {editable ? "Choose a block to change it." : "Choose a block to see how it is set up."}
      </p>
      <LookSection />
      <LanguagesSection />
      {part ? null : (
        <>
          <OfferSection />
          <FailureSection />
        </>
      )}
    </>
  );
}
