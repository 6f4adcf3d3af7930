"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Theme } from "@/lib/email/brand";
import { useEmailEditor } from "../editor-context";
import { fonts } from "../font-options";
import { SettingsSection } from "./settings-section";

const colours = [
  { key: "accent", label: "Accent", of: "accent" },
  { key: "page", label: "Page", of: "page" },
  { key: "card", label: "Card", of: "card" },
  { key: "text", label: "Text", of: "text" },
] as const;

/** The mail's own colours and font; the workspace's brand gives the rest. */
export function LookSection() {
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
    <SettingsSection title="Look" state={Object.keys(theme).length === 0 ? "the brand's" : "its own"} open>
      <p className="text-muted-foreground text-xs leading-relaxed">
        For this mail alone; the workspace's brand gives the rest. Dark mode and contrast are taken care of.
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
    </SettingsSection>
  );
}
