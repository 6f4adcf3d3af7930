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
    <div className={cn("relative min-w-0 rounded-lg border border-border bg-muted", className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto p-4 pr-12 font-mono text-xs leading-relaxed">
        <code>{code}</code>
      </pre>
      <div className="absolute top-2 right-2 rounded-md bg-muted">
        <CopyButton value={code} label={label} />
      </div>
    </div>
  );
}
