"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { blockRegistry } from "@/lib/email/blocks/registry";
import type { Theme } from "@/lib/email/brand";
import { BlockInspector } from "./blocks/inspectors";
import { useEmailEditor } from "./editor-context";
import { fonts } from "./font-options";
import { RulesSection } from "./rules-section";
import { siblingsOf } from "./store/edit-document";

/** Settings of the chosen block, or of the whole mail when none is. */
export function InspectorPanel() {
  const { document, selected, editable, formOf } = useEmailEditor();
  const block = selected === undefined ? undefined : siblingsOf(document, selected).find((one) => one.id === selected);
  const form = block && formOf(block);
  return (
    <fieldset disabled={!editable} className="flex min-w-0 flex-col gap-5 p-5">
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

const colours = [
  { key: "accent", label: "Accent", of: "accent" },
  { key: "page", label: "Page", of: "page" },
  { key: "card", label: "Card", of: "card" },
  { key: "text", label: "Text", of: "text" },
] as const;

function MailSettings() {
  const { brand, change, document, style } = useEmailEditor();
  const theme = document.theme ?? {};
  const set = (key: keyof Theme, value: Theme[keyof Theme]) =>
    change(
      `change ${key}`,
      (doc) => {
        const { [key]: _old, ...rest } = doc.theme ?? {};
        return { ...doc, theme: value === undefined ? rest : { ...rest, [key]: value } };
      },
      `theme-${key}`,
    );
  return (
    <>
      <p className="-mt-3 text-muted-foreground text-xs leading-relaxed">
        Choose a block to change it. These colours are for this mail alone; the workspace's brand gives the rest. Dark
        mode and contrast are taken care of.
      </p>
      {colours.map(({ key, label, of }) => (
        <div key={key} className="flex items-center justify-between gap-3">
          <label htmlFor={`colour-${key}`} className="font-medium text-[0.8125rem]">
            {label}
          </label>
          <span className="flex items-center gap-2">
            {theme[key] === undefined ? null : (
              <button
                type="button"
                className="text-muted-foreground text-xs underline underline-offset-2 hover:text-foreground"
                onClick={() => set(key, undefined)}
              >
                Reset
              </button>
            )}
            <input
              id={`colour-${key}`}
              type="color"
              value={theme[key] ?? style.light[of]}
              onChange={(event) => set(key, event.currentTarget.value)}
              className="h-8 w-12 cursor-pointer rounded-md border border-border bg-card p-0.5"
            />
          </span>
        </div>
      ))}
      <Field label="Font">
        <Select
          value={theme.font ?? brand.theme.font ?? "sans"}
          options={fonts}
          onValueChange={(next) => set("font", fonts.find((font) => font.value === next)?.value)}
        />
      </Field>
      <Field label="Corners" hint={`${style.radius} px`}>
        <input
          type="range"
          min={0}
          max={32}
          step={2}
          value={style.radius}
          className="w-full accent-primary"
          onChange={(event) => set("radius", Number(event.currentTarget.value))}
        />
      </Field>
    </>
  );
}
