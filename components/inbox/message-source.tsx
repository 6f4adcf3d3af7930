import { CodeBlock } from "@/components/ui/code-block";

/** Gmail shows no more of a message than this. */
const CLIPPED_BYTES = 102 * 1024;

export function MessageSource({ html }: { html: string }) {
  const bytes = new TextEncoder().encode(html).length;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted-foreground text-xs">
        {(bytes / 1024).toFixed(1)} KB of HTML
        {bytes > CLIPPED_BYTES ? ". Gmail cuts messages off at 102 KB." : ", exactly as it was handed over."}
      </p>
      <CodeBlock code={html} label="Copy HTML" className="max-h-[70vh] overflow-y-auto" />
    </div>
  );
}
