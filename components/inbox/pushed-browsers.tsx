import { StatusBadge } from "@/components/ui/status-badge";
import type { Json, JsonObject } from "@/lib/journey/json";

const words: Record<string, { status: string; label: string }> = {
  pending: { status: "queued", label: "To be asked" },
  accepted: { status: "sent", label: "Taken" },
  gone: { status: "skipped", label: "Unsubscribed" },
  refused: { status: "failed", label: "Refused" },
  uncertain: { status: "uncertain", label: "Unknown" },
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The browsers that a push went to, and what became of it in each. `captured`: a sandbox kept it and asked none. */
export function PushedBrowsers({ request, captured }: { request: Json; captured: boolean }) {
  const browsers = isObject(request) && Array.isArray(request.browsers) ? request.browsers.filter(isObject) : [];
  return (
    <ul className="divide-y divide-border rounded-xl border border-border bg-card" aria-label="Browsers">
      {browsers.map(({ id, name, state, reason }) => {
        const { status, label } = words[String(state)] ?? { status: String(state), label: String(state) };
        return (
          <li key={String(id)} className="flex flex-wrap items-center gap-3 px-5 py-3">
            <span className="font-medium">{name ? String(name) : "A browser"}</span>
            {captured ? (
              <StatusBadge status="skipped" label="Not asked" />
            ) : (
              <StatusBadge status={status} label={label} />
            )}
            {reason ? <span className="text-muted-foreground text-xs">{String(reason)}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}
