"use client";

import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ColourField } from "./colour-field";
import type { SettingsPartProps } from "./workspace-form";

export function BrandCard({ draft, set, error }: SettingsPartProps) {
  const { settings } = draft;
  const setBrand = (change: Partial<typeof settings.brand>) =>
    set({ settings: { ...settings, brand: { ...settings.brand, ...change } } });
  return (
    <Card title="Brand" description="What every email starts from; each can still differ.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Logo address" hint="Optional" error={error("settings.brand.logo_url")}>
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
      </div>
    </Card>
  );
}
