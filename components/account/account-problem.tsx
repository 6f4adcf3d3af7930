"use client";

import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { fieldProblem } from "./field-problem";

/** A refusal that is about none of the fields: those say theirs themselves. */
export function AccountProblem({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (!error || fields.some((path) => fieldProblem(error, path))) return null;
  return (
    <Alert tone="danger" live title="Not saved">
      {problemText(error)}
    </Alert>
  );
}
