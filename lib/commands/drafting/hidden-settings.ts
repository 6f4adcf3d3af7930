import type { FieldError } from "@/lib/api/problem";
import type { GraphNode } from "@/lib/journey/graph";
import type { Json, JsonObject } from "@/lib/journey/json";
import { addressSetting } from "./address-setting";

/**
 * What a model is not shown of a step, and gives back unseen: what it sends to other servers and where exactly, since that may let somebody in.
 * A step that it does not change keeps them anyway.
 */
const KEPT = "(kept)";

/** The settings of a step as a model sees them. */
export function hideSettings({ type, config }: GraphNode): JsonObject {
  const hidden = { ...config };
  const name = addressSetting(type);
  const url = name === undefined ? undefined : config[name];
  if (name !== undefined && typeof url === "string" && url !== "") hidden[name] = keptAddress(url);
  if (type === "webhook") {
    if (isRecord(config.headers))
      hidden.headers = Object.fromEntries(Object.keys(config.headers).map((header) => [header, KEPT]));
    if (typeof config.body === "string" && config.body !== "") hidden.body = KEPT;
  }
  return hidden;
}

/**
 * The settings with what was hidden put back. What a step sends goes to the server that it was typed for and to no other: with another address
 * it is not put back. `at` is the path of the settings.
 */
export function showSettings(
  config: JsonObject,
  before: GraphNode | undefined,
  at: string,
): { config: JsonObject; errors: FieldError[] } {
  const shown = { ...config };
  const errors: FieldError[] = [];
  const name = before && addressSetting(before.type);
  const url = before && name !== undefined ? before.config[name] : undefined;
  const sameServer =
    name !== undefined && typeof url === "string" && (shown[name] === keptAddress(url) || shown[name] === url);
  if (name !== undefined && sameServer) shown[name] = url;
  if (before?.type === "webhook" && sameServer) {
    if (shown.body === KEPT && before.config.body !== undefined) shown.body = before.config.body;
    const old = before.config.headers;
    if (isRecord(shown.headers) && isRecord(old))
      shown.headers = Object.fromEntries(
        Object.entries(shown.headers).map(([header, value]) => [
          header,
          value === KEPT ? (old[header] ?? KEPT) : value,
        ]),
      );
  }
  for (const path of keptIn(shown, at))
    errors.push({ path, message: `“${KEPT}” stands for what this step has there now, for the same address only` });
  return { config: shown, errors };
}

function keptAddress(url: string): string {
  return `${KEPT} at ${URL.parse(url)?.host ?? "an address"}`;
}

function keptIn(value: Json, path: string): string[] {
  if (typeof value === "string") return value.includes(KEPT) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => keptIn(inner, `${path}.${key}`));
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
