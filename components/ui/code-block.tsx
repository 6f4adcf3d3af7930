import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** Code to read and copy. */
export function CodeBlock({
  code,
  label = "Copy code",
  className,
}: {
  code: string;
  label?: string;
  className?: string;
}) {
  return (
    <div className={cn("flex min-w-0 items-start rounded-lg border border-border bg-muted", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="min-w-0 flex-1 overflow-x-auto p-4 font-mono text-xs leading-relaxed">
        <code>{code}</code>
      </pre>
      <div className="sticky top-0 shrink-0 p-2">
        <CopyButton value={code} label={label} />
      </div>
    </div>
  );
}
