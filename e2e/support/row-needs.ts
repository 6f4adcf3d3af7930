import type { EnteredCase } from "@/lib/testing/catalogue/catalogue-case";
import { SERVER_EXAMPLE } from "@/lib/testing/catalogue/server-example";
import { sketchGraph } from "@/lib/testing/sketch-graph";
import { type Api, expect } from "./product";

type Named = { id: string; name: string };

/**
 * Segments, journeys and events that rows speak of, made once for all of them. Answers ids by the names that the rows use. What a run that
 * failed has left behind is taken as it is.
 */
export async function makeNeeds(api: Api, rows: readonly EnteredCase[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map([["@server", SERVER_EXAMPLE]]);
  await seeEvents(api, ["begin", ...rows.flatMap(({ step }) => eventsIn(step.config))]);
  const { data: segments } = await api.get<{ data: Named[] }>("/api/v1/segments?limit=200");
  for (const { name, condition } of rows.flatMap(({ segments: own = [] }) => own)) {
    if (ids.has(`@segment:${name}`)) continue;
    const body = condition ? { name, condition } : { name, kind: "manual" };
    const known = segments.find((segment) => segment.name === name);
    ids.set(`@segment:${name}`, (known ?? (await api.post<Named>("/api/v1/segments", body))).id);
  }
  for (const { name, ...sketch } of rows.flatMap(({ journeys = [] }) => journeys)) {
    const { data } = await api.get<{ data: Named[] }>(`/api/v1/journeys?search=${name}`);
    const known = data.find((journey) => journey.name === name);
    const { id } = known ?? (await api.post<Named>("/api/v1/journeys", { name, graph: sketchGraph(sketch) }));
    if (!known) await api.post(`/api/v1/journeys/${id}/publish`);
    ids.set(`@journey:${name}`, id);
  }
  return ids;
}

/** An event that has been seen is nothing to warn of. */
async function seeEvents(api: Api, names: readonly string[]): Promise<void> {
  const events = [...new Set(names)];
  await api.post("/api/v1/batch", {
    batch: events.map((event) => ({
      type: "track",
      userId: "seen-before",
      event,
      properties: { total: 1, order_id: "1" },
    })),
  });
  const unseen = async () => {
    const { data } = await api.get<{ data: Named[] }>("/api/v1/event-kinds");
    const seen = new Set(data.map(({ name }) => name));
    return events.filter((event) => !seen.has(event));
  };
  await expect.poll(unseen).toEqual([]);
}

function eventsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "event" && typeof inner === "string" ? [inner] : eventsIn(inner),
  );
}
