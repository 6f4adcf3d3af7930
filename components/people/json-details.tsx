import type { JsonObject } from "@/lib/journey/json";

/** The properties of an event: a line of the first few, the whole JSON on demand. Nothing for an empty object. */
export function JsonDetails({ value }: { value: JsonObject }) {
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  const line = entries
    .map(([key, inner]) => `${key}: ${typeof inner === "string" ? inner : JSON.stringify(inner)}`)
    .join(" · ");
  return (
    <details className="group">
      <summary className="cursor-pointer truncate text-muted-foreground text-xs marker:text-muted-foreground/60 hover:text-foreground">
        {line}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs leading-relaxed">
        {JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}
