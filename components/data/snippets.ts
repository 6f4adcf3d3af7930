import type { JsonObject } from "@/lib/journey/json";

export type TrackExample = { userId: string; event: string; properties: JsonObject };

/** A shell line that sends one event. Everything is quoted for POSIX shells. */
export function trackCurl(origin: string, key: string, example: TrackExample): string {
  const body = JSON.stringify(example);
  return [
    `curl ${quote(`${origin}/api/v1/track`)} \\`,
    `  -H ${quote(`Authorization: Bearer ${key}`)} \\`,
    `  -H ${quote("Content-Type: application/json")} \\`,
    `  -d ${quote(body)}`,
  ].join("\n");
}

/** The same through a common SDK, which only needs another host. */
export function trackSdk(origin: string, key: string, example: TrackExample): string {
  return [
    `import { Analytics } from "@segment/analytics-node";`,
    "",
    "const analytics = new Analytics({",
    `  writeKey: ${JSON.stringify(key)},`,
    `  host: ${JSON.stringify(origin)},`,
    "});",
    "",
    "analytics.track({",
    `  userId: ${JSON.stringify(example.userId)},`,
    `  event: ${JSON.stringify(example.event)},`,
    `  properties: ${JSON.stringify(example.properties)},`,
    "});",
  ].join("\n");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
