"use client";

import { Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { Block, PlainBlock } from "@/lib/email/blocks/registry";
import type { Variant } from "@/lib/email/blocks/shown";
import type { Condition } from "@/lib/journey/condition";
import { useEmailEditor } from "./editor-context";
import { SaveAsReusable } from "./save-as-reusable";
import { addVersion, NOBODY_YET } from "./store/copy-block";
import { newBlockId, updateRules } from "./store/edit-document";

/** Rules are written by few, and their builder is large: it arrives when it is wanted. */
const ConditionBuilder = dynamic(
  () => import("@/components/conditions/condition-builder").then((module) => module.ConditionBuilder),
  { ssr: false, loading: () => <Spinner /> },
);

type Version = Variant<PlainBlock>;

/** How a block is shown: to whom, and in which form. */
export function RulesSection({ block }: { block: Block }) {
  return (
    <>
      {block.type === "footer" ? null : <WhoSees block={block} />}
      <Versions block={block} />
      <SaveAsReusable block={block} />
    </>
  );
}

function WhoSees({ block }: { block: Block }) {
  const { change } = useEmailEditor();
  const set = (when: Condition | undefined) =>
    change(
      "change who sees a block",
      (doc) => updateRules(doc, block.id, ({ variants }) => ({ when, variants })),
      `${block.id}-when`,
    );
  return (
    <section aria-label="Who sees it" className="flex flex-col gap-2 border-border border-t pt-4">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-[0.8125rem]">Who sees it</h3>
        {block.when ? (
          <Button variant="link" size="xs" onClick={() => set(undefined)}>
            Everybody
          </Button>
        ) : null}
      </div>
      {block.when ? (
        <ConditionBuilder value={block.when} onChange={set} scope="any" label="Who sees this block" />
      ) : (
        <div className="flex items-center justify-between gap-2 text-muted-foreground text-xs">
          Everybody who gets the mail.
          <Button variant="outline" size="xs" onClick={() => set(NOBODY_YET)}>
            Only some
          </Button>
        </div>
      )}
    </section>
  );
}

function Versions({ block }: { block: Block }) {
  const { change, chooseForm, formOf } = useEmailEditor();
  const variants = block.variants ?? [];
  const shown = formOf(block);
  const current = variants.find((variant) => variant.block.id === shown.id);
  const add = () => {
    const id = newBlockId();
    change("add a version", (doc) => addVersion(doc, block.id, id));
    chooseForm(block.id, id);
  };
  const edit = (label: string, make: (variants: Version[]) => Version[], key?: string) =>
    change(
      label,
      (doc) => updateRules(doc, block.id, (now) => ({ when: now.when, variants: make(now.variants ?? []) })),
      key,
    );
  return (
    <section aria-label="Versions" className="flex flex-col gap-2 border-border border-t pt-4">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-[0.8125rem]">Versions</h3>
        <Button variant="outline" size="xs" onClick={add} disabled={variants.length >= 8}>
          <Plus /> Add a version
        </Button>
      </div>
      {variants.length === 0 ? (
        <p className="text-muted-foreground text-xs">
          Say it differently to some people; the others get what is here now.
        </p>
      ) : (
        <div className="flex items-center gap-1.5">
          <Select
            aria-label="Version that is shown"
            size="sm"
            className="flex-1"
            value={shown.id}
            onValueChange={(id) => chooseForm(block.id, id === block.id ? undefined : id)}
            options={[
              ...variants.map((variant, i) => ({ value: variant.block.id, label: `Version ${i + 1}` })),
              { value: block.id, label: "Everybody else" },
            ]}
          />
          {current ? (
            <IconButton
              label="Delete this version"
              size="icon-sm"
              onClick={() => {
                chooseForm(block.id, undefined);
                edit("delete a version", (all) => all.filter((one) => one.block.id !== current.block.id));
              }}
            >
              <Trash2 />
            </IconButton>
          ) : null}
        </div>
      )}
      {current ? (
        <>
          <p className="text-muted-foreground text-xs">
            Shown to the first group that matches. Its words and settings are edited as always.
          </p>
          <ConditionBuilder
            value={current.when}
            scope="any"
            label="Who gets this version"
            onChange={(when) =>
              edit(
                "change who gets a version",
                (all) => all.map((one) => (one.block.id === current.block.id ? { ...one, when } : one)),
                `${current.block.id}-when`,
              )
            }
          />
        </>
      ) : null}
    </section>
  );
}
