"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { problemText } from "./problem-text";
import type { FormConflict, SavedForm } from "./use-saved-form";

type State = Pick<SavedForm<unknown>, "changed" | "conflict" | "saving" | "error" | "saveMine" | "discard">;

/** Above a form's buttons: what stands against saving it. `noun`: "the settings". */
export function FormProblem({ form, noun }: { form: State; noun: string }) {
  if (form.conflict) return <Conflict form={form} conflict={form.conflict} noun={noun} />;
  if (!form.error) return null;
  return (
    <Alert tone="danger" live title="Not saved">
      {problemText(form.error)}
    </Alert>
  );
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
