"use client";

import { useState } from "react";
import { ApiError } from "@/components/data/api-client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea } from "@/components/ui/textarea";
import type { CodePoolResource } from "@/lib/api/schemas/code-pool";
import { usePoolActions } from "./use-pool-actions";

type AddCodesDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; pool: CodePoolResource };
type Way = "paste" | "generate";

/** Codes of a shop, pasted or from a file, or new ones made here. */
export function AddCodesDialog({ open, onOpenChange, pool }: AddCodesDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="md" title={`Add codes to “${pool.name}”`}>
      {open ? <AddCodesForm pool={pool} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  );
}

/** One code a line, or parted by commas, semicolons or blanks: what a spreadsheet gives. */
const codesIn = (text: string) => text.split(/[\s,;"]+/).filter((code) => code !== "");

function AddCodesForm({ pool, onDone }: { pool: CodePoolResource; onDone: () => void }) {
  const [way, setWay] = useState<Way>("paste");
  const [text, setText] = useState("");
  const [count, setCount] = useState("500");
  const [prefix, setPrefix] = useState("");
  const { add } = usePoolActions();
  const codes = codesIn(text);
  const problem =
    add.error instanceof ApiError ? (add.error.problem.errors?.[0]?.message ?? add.error.message) : undefined;
  return (
    <Form
      className="flex flex-col gap-4"
      refusal={add.error}
      onSubmit={() => {
        const wanted =
          way === "paste" ? { codes } : { generate: { count: Number(count), prefix: prefix.toUpperCase(), length: 8 } };
        add.mutate({ id: pool.id, ...wanted }, { onSuccess: onDone });
      }}
    >
      <SegmentedControl
        label="Where the codes come from"
        value={way}
        onValueChange={setWay}
        options={[
          { value: "paste", label: "Paste or upload" },
          { value: "generate", label: "Generate" },
        ]}
      />
      {way === "paste" ? (
        <>
          <Field
            label="Codes"
            hint={codes.length > 0 ? `${codes.length.toLocaleString("en")} codes` : undefined}
            help="One a line; commas work, too."
            error={problem}
          >
            <Textarea
              rows={8}
              value={text}
              className="font-mono text-xs"
              placeholder={"SPRING-7Q2M\nSPRING-K9XA"}
              onChange={(e) => setText(e.currentTarget.value)}
            />
          </Field>
          <Field label="Or a text or CSV file">
            <input
              type="file"
              accept=".txt,.csv,text/plain,text/csv"
              className="text-sm"
              onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setText)}
            />
          </Field>
        </>
      ) : (
        <div className="grid grid-cols-2 gap-3">
          <Field label="How many" error={problem}>
            <Input
              type="number"
              min={1}
              max={20_000}
              required
              value={count}
              onChange={(e) => setCount(e.currentTarget.value)}
            />
          </Field>
          <Field label="They begin with" hint="Optional">
            <Input
              value={prefix}
              maxLength={20}
              placeholder="SPRING-"
              onChange={(e) => setPrefix(e.currentTarget.value)}
            />
          </Field>
        </div>
      )}
      <Button
        type="submit"
        className="self-end"
        loading={add.isPending}
        disabled={way === "paste" && codes.length === 0}
      >
        {way === "paste" ? "Add codes" : "Generate codes"}
      </Button>
    </Form>
  );
}
