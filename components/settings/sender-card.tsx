"use client";

import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { SettingsPartProps } from "./workspace-form";

export function SenderCard({ draft, set, error }: SettingsPartProps) {
  const { sender, settings } = draft;
  const setBrand = (change: Partial<typeof settings.brand>) =>
    set({ settings: { ...settings, brand: { ...settings.brand, ...change } } });
  return (
    <Card
      title="Sender"
      description="Who mails come from. Emails may not go out without a postal address in many countries."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="From name" hint="Optional">
          <Input
            value={sender.name}
            onChange={(event) => set({ sender: { ...sender, name: event.target.value } })}
            maxLength={150}
            placeholder="Ada from Acme"
          />
        </Field>
        <Field
          label="From address"
          error={error("settings.mail_from") ? "This is not an email address." : undefined}
          help="Empty: the address that the installation was started with."
        >
          <Input
            type="email"
            value={sender.email}
            onChange={(event) => set({ sender: { ...sender, email: event.target.value } })}
            required={sender.name.trim() !== ""}
            placeholder="hello@acme.com"
          />
        </Field>
        <Field label="Reply to" hint="Optional" error={error("settings.reply_to")}>
          <Input
            type="email"
            value={settings.reply_to}
            onChange={(event) => set({ settings: { ...settings, reply_to: event.target.value } })}
          />
        </Field>
        <Field label="Company" hint="Optional" error={error("settings.brand.company_name")}>
          <Input
            value={settings.brand.company_name}
            onChange={(event) => setBrand({ company_name: event.target.value })}
            maxLength={200}
          />
        </Field>
        <Field
          label="Postal address"
          className="sm:col-span-2"
          help="Stands at the foot of every email."
          error={error("settings.brand.postal_address")}
        >
          <Textarea
            rows={2}
            value={settings.brand.postal_address}
            onChange={(event) => setBrand({ postal_address: event.target.value })}
            maxLength={500}
          />
        </Field>
        <Field
          label="Mails a second, at most"
          hint="Optional"
          help="What your mail provider allows. All workers keep to it together; the rest waits in line. Empty: as fast as the provider takes them."
          error={error("settings.mails_per_second")}
        >
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={10_000}
            step={1}
            value={settings.mails_per_second ?? ""}
            onChange={(event) => {
              const { valueAsNumber: n } = event.target;
              set({ settings: { ...settings, mails_per_second: Number.isNaN(n) ? null : n } });
            }}
            placeholder="no limit"
          />
        </Field>
      </div>
    </Card>
  );
}
