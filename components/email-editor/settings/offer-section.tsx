"use client";

import { Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { CodePoolResource } from "@/lib/api/schemas/code-pool";
import type { Incentive } from "@/lib/email/incentive";
import { useEmailEditor } from "../editor-context";
import { SettingsSection } from "./settings-section";

const ConditionBuilder = dynamic(
  () => import("@/components/conditions/condition-builder").then((module) => module.ConditionBuilder),
  { ssr: false },
);

const usual: Incentive = { offers: [{ percent: 10 }], value_path: "event.cart_value", currency: "EUR" };
const NO_POOL = "none";

type OfferProps = { incentive: Incentive; set: (next: Partial<Incentive>) => void };

/** A number of a form; what is no number in range is not taken. */
function NumberField({
  label,
  value,
  max,
  suffix,
  onChange,
}: {
  label: string;
  value: number;
  max: number;
  suffix: string;
  onChange: (n: number) => void;
}) {
  const [writing, setWriting] = useState<string>();
  return (
    <Field label={label} hint={suffix}>
      <Input
        type="number"
        min={0}
        max={max}
        step="0.01"
        value={writing ?? value}
        onBlur={() => setWriting(undefined)}
        onChange={(event) => {
          setWriting(event.currentTarget.value);
          const typed = event.currentTarget.valueAsNumber;
          if (typed >= 0 && typed <= max) onChange(Math.round(typed * 100) / 100);
        }}
      />
    </Field>
  );
}

/** What the mail offers, read in its text as {{ incentive.label }} and {{ incentive.code }}. */
export function OfferSection() {
  const { change, source } = useEmailEditor();
  const { incentive } = source;
  const write = (next: Incentive | undefined, label: string) =>
    change(
      label,
      ({ incentive: _, ...doc }) => ({ ...doc, v: 2, ...(next ? { incentive: next } : {}) }),
      next ? "incentive" : undefined,
    );
  const set = (next: Partial<Incentive>) => write({ ...(incentive ?? usual), ...next }, "change the offer");
  return (
    <SettingsSection title="Discount or offer" state={incentive ? describe(incentive) : "none"}>
      <div className="flex items-center justify-between gap-3">
        <span className="text-[0.8125rem]">This mail offers something</span>
        <Switch
          aria-label="This mail offers something"
          checked={incentive !== undefined}
          onCheckedChange={(on) => write(on ? usual : undefined, on ? "add an offer" : "remove the offer")}
        />
      </div>
      {incentive ? (
        <>
          <p className="text-muted-foreground text-xs">
            Type {"{{"} in the mail to show it: the offer in words, its percent, what is saved, the code.
          </p>
          <Offers incentive={incentive} set={set} />
          <LargeCarts incentive={incentive} set={set} />
          <Codes incentive={incentive} set={set} />
        </>
      ) : null}
    </SettingsSection>
  );
}

function describe({ offers, pool_id }: Incentive): string {
  return `${offers.map((offer) => `${offer.percent} %`).join(", ") || "none"}${pool_id ? ", with codes" : ""}`;
}

function Offers({ incentive, set }: OfferProps) {
  const { offers } = incentive;
  const edit = (at: number, next: Partial<Incentive["offers"][number]>) =>
    set({ offers: offers.map((offer, i) => (i === at ? { ...offer, ...next } : offer)) });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted-foreground text-xs">
        The first that somebody matches is theirs; without a rule it is for all.
      </p>
      {offers.map((offer, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an offer has no other name than its place
        <div key={i} className="flex flex-col gap-2 rounded-lg border border-border p-3">
          <div className="flex items-end gap-2">
            <NumberField
              label="Percent"
              value={offer.percent}
              max={100}
              suffix="%"
              onChange={(percent) => edit(i, { percent })}
            />
            <IconButton
              label="Delete this offer"
              size="icon-sm"
              onClick={() => set({ offers: offers.toSpliced(i, 1) })}
            >
              <Trash2 />
            </IconButton>
          </div>
          {offer.when ? (
            <ConditionBuilder
              value={offer.when}
              scope="any"
              label="Who gets this offer"
              onChange={(when) => edit(i, { when })}
            />
          ) : (
            <Button variant="link" size="xs" className="self-start" onClick={() => edit(i, { when: { all: [] } })}>
              Only for some
            </Button>
          )}
        </div>
      ))}
      <Button
        variant="outline"
        size="xs"
        disabled={offers.length >= 10}
        onClick={() => set({ offers: [...offers, { percent: 15 }] })}
      >
        <Plus /> Add an offer
      </Button>
    </div>
  );
}

function LargeCarts({ incentive, set }: OfferProps) {
  const large = incentive.large_cart;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <span className="text-[0.8125rem]">An amount for large carts instead</span>
        <Switch
          aria-label="An amount for large carts instead"
          checked={large !== undefined}
          onCheckedChange={(on) => set({ large_cart: on ? { over: 200, percent: 15, amount_max: 30 } : undefined })}
        />
      </div>
      {large ? (
        <div className="grid grid-cols-2 gap-2">
          <NumberField
            label="Carts over"
            value={large.over}
            max={1e9}
            suffix={incentive.currency}
            onChange={(over) => set({ large_cart: { ...large, over } })}
          />
          <NumberField
            label="Get"
            value={large.percent}
            max={100}
            suffix="%"
            onChange={(percent) => set({ large_cart: { ...large, percent } })}
          />
          <NumberField
            label="At most"
            value={large.amount_max}
            max={1e9}
            suffix={incentive.currency}
            onChange={(amount_max) => set({ large_cart: { ...large, amount_max } })}
          />
          <Field label="Currency">
            <Input
              defaultValue={incentive.currency}
              maxLength={3}
              onChange={(event) => {
                const code = event.currentTarget.value.toUpperCase();
                if (/^[A-Z]{3}$/.test(code)) set({ currency: code });
              }}
            />
          </Field>
        </div>
      ) : null}
      <Field label="Cart value" help="Where the value of the cart is.">
        <Input
          defaultValue={incentive.value_path}
          maxLength={200}
          onChange={(event) =>
            event.currentTarget.value.trim() && set({ value_path: event.currentTarget.value.trim() })
          }
        />
      </Field>
    </div>
  );
}

function Codes({ incentive, set }: OfferProps) {
  const { slug } = useWorkspace();
  const pools = useCursorList<CodePoolResource>("code-pools", "/code-pools");
  return (
    <>
      <Field label="Codes" help="One of the pool for each person and journey: {{ incentive.code }}.">
        <Select
          aria-label="Pool of codes"
          value={incentive.pool_id ?? NO_POOL}
          onValueChange={(id) => set({ pool_id: id === NO_POOL ? undefined : id })}
          options={[
            { value: NO_POOL, label: "No codes" },
            ...pools.items.map((pool) => ({ value: pool.id, label: pool.name, help: `${pool.left} left` })),
          ]}
        />
      </Field>
      <Link href={`/w/${slug}/templates/codes`} className="text-primary-text text-xs underline underline-offset-2">
        Manage pools of codes
      </Link>
    </>
  );
}
