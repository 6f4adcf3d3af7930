import { describeStepError } from "./describe-step-error";

/** What a step failed with, in one line; all of it on demand. */
export function StepError({ error }: { error: string }) {
  const { brief, whole } = describeStepError(error);
  if (whole === undefined) return <p className="break-words">The error: {brief}</p>;
  return (
    <details>
      <summary className="cursor-pointer break-words">The error: {brief}</summary>
      <pre className="mt-1 max-h-48 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted p-2 font-mono text-foreground text-xs">
        {whole}
      </pre>
    </details>
  );
}
