import type { Scope } from "@/lib/auth/permissions";

/** What a key's scope allows, for people. */
export const scopeWords: Record<Scope, { label: string; help: string }> = {
  ingest: { label: "Send data", help: "Events and people in, nothing out. For your product's servers." },
  read: { label: "Read", help: "See journeys, reports and people. For dashboards." },
  full: { label: "Everything", help: "All but members and keys. For automation that you trust." },
};
