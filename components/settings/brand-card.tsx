"use client";

import { fonts } from "@/components/email-editor/font-options";
import { PictureButton } from "@/components/email-editor/picture-button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ColourField } from "./colour-field";
import type { SettingsPartProps } from "./workspace-form";

const colours = [
  { key: "page", label: "Page", help: "Around the mail.", usual: "#f3f4f7" },
  { key: "card", label: "Card", help: "Behind the text.", usual: "#ffffff" },
  { key: "text", label: "Text", help: "Made darker or lighter where it could not be read.", usual: "#1d2129" },
] as const;

export function BrandCard({ draft, set, error }: SettingsPartProps) {
  const { settings } = draft;
  const setBrand = (change: Partial<typeof settings.brand>) =>
    set({ settings: { ...settings, brand: { ...settings.brand, ...change } } });
  const setTheme = (change: Partial<typeof settings.brand.theme>) =>
    setBrand({ theme: { ...settings.brand.theme, ...change } });
  return (
    <Card title="Brand" description="What every email starts from; each can still differ.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Logo address"
          hint={<PictureButton label="Choose" onPick={(asset) => setBrand({ logo_url: asset.url })} />}
          error={error("settings.brand.logo_url")}
        >
          <Input
            type="url"
            value={settings.brand.logo_url}
            onChange={(event) => setBrand({ logo_url: event.target.value })}
            placeholder="https://acme.com/logo.png"
          />
        </Field>
        <ColourField
          label="Main colour"
          help="Buttons and links."
          value={settings.brand.primary_color}
          onChange={(primary_color) => setBrand({ primary_color })}
          error={error("settings.brand.primary_color")}
        />
        {colours.map(({ key, label, help, usual }) => (
          <ColourField
            key={key}
            label={label}
            help={help}
            value={settings.brand.theme[key] ?? usual}
            onChange={(value) => setTheme({ [key]: value })}
            error={error(`settings.brand.theme.${key}`)}
          />
        ))}
        <Field label="Font">
          <Select
            value={settings.brand.theme.font ?? "sans"}
            options={fonts}
            onValueChange={(font) => setTheme({ font: fonts.find((one) => one.value === font)?.value })}
          />
        </Field>
        <Field label="Corners" hint={`${settings.brand.theme.radius ?? 12} px`}>
          <input
            type="range"
            min={0}
            max={32}
            step={2}
            value={settings.brand.theme.radius ?? 12}
            className="w-full accent-primary"
            onChange={(event) => setTheme({ radius: Number(event.target.value) })}
          />
        </Field>
      </div>
    </Card>
  );
}
