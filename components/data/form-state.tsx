"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useRefusedFields } from "@/components/ui/form-context";
import { RefusedList } from "@/components/ui/refused-list";
import { ApiError } from "./api-error";
import { plainMessage } from "./plain-message";
import { problemText } from "./problem-text";
import type { FormConflict, SavedForm } from "./use-saved-form";

type State = Pick<SavedForm<unknown>, "changed" | "conflict" | "saving" | "error" | "saveMine" | "discard">;

/** Above a form's buttons: what stands against saving it. `noun`: "the settings". */
export function FormProblem({ form, noun }: { form: State; noun: string }) {
  if (form.conflict) return <Conflict form={form} conflict={form.conflict} noun={noun} />;
  return <Refused title="Not saved" error={form.error} />;
}

/** Why a form was not sent on: the fields that say so by name, each leading there; else what the server said, which no field shows. */
export function Refused({ title, error }: { title: string; error: unknown }) {
  const fields = useRefusedFields();
  if (fields ? fields.length === 0 : !error) return null;
  return (
    <Alert tone="danger" live title={title}>
      {fields ? <RefusedList fields={fields} /> : refusalText(error)}
    </Alert>
  );
}

function refusalText(error: unknown): string {
  const [first] = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return first ? `${first.path ? `${first.path}: ` : ""}${plainMessage(first.message)}` : problemText(error);
}

function Conflict({ form, conflict, noun }: { form: State; conflict: FormConflict; noun: string }) {
  const { theirs, mine } = conflict;
  return (
    <Alert tone="warning" live title={`Somebody else changed ${noun} meanwhile`}>
      <p>
        {theirs.length > 0 ? `They changed: ${theirs.join(", ")}. ` : null}
        {mine.length > 0 ? `You changed: ${mine.join(", ")}. ` : null}
        Nothing of yours is lost yet.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button type="button" size="sm" variant="outline" disabled={form.saving} onClick={form.discard}>
          Take their version
        </Button>
        <Button type="button" size="sm" loading={form.saving} onClick={form.saveMine}>
          Save mine instead
        </Button>
      </div>
    </Alert>
  );
}

/** At the foot of a form: that something is not saved, and the ways on. */
export function FormButtons({ form, saveLabel }: { form: State; saveLabel: string }) {
  return (
    <>
      {form.changed ? (
        <>
          <p className="mr-auto text-muted-foreground text-xs">Not saved yet</p>
          <Button type="button" variant="ghost" disabled={form.saving} onClick={form.discard}>
            Discard
          </Button>
        </>
      ) : null}
      <Button type="submit" loading={form.saving} disabled={form.conflict !== undefined}>
        {saveLabel}
      </Button>
    </>
  );
}
