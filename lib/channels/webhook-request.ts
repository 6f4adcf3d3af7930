import * as z from "zod";
import type { Json } from "@/lib/journey/json";
import { fillJson } from "./fill-json";

/** A request with nothing left to fill; stored in sends.request, so every attempt sends the same. */
export const webhookRequestSchema = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  url: z.string().max(4_000),
  headers: z.record(z.string(), z.string()).default({}),
  body: z
    .string()
    .max(256 * 1024)
    .optional(),
});
export type WebhookRequest = z.output<typeof webhookRequestSchema>;

const templateSchema = z.object({
  method: z.string().default("POST"),
  url: z.string(),
  headers: z
    .union([
      z.record(z.string(), z.string()),
      z
        .array(z.object({ name: z.string(), value: z.string() }))
        .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
    ])
    .default({}),
  body: z.json().optional(),
});

/** Fills one Liquid template. */
export type Fill = (template: string) => { ok: true; text: string } | { ok: false; error: string };
export type FilledRequest = { ok: true; request: WebhookRequest } | { ok: false; error: string };

class FillError extends Error {}

/**
 * Turns a webhook node's config into a request for one person. A body that is JSON stays JSON, whatever the person's data holds: parsed
 * JSON is filled string by string, JSON that only Liquid makes whole by fillJson; any other body is filled as text. Without a body
 * `whenEmpty` is sent.
 */
export function fillWebhookRequest(config: unknown, fill: Fill, whenEmpty: Json): FilledRequest {
  const template = templateSchema.safeParse(config);
  if (!template.success) return { ok: false, error: z.prettifyError(template.error) };
  const fillText = (text: string) => textOf(fill(text));
  try {
    const { method, url, headers, body } = template.data;
    const filled = {
      method: method.toUpperCase(),
      url: fillText(url).trim(),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, fillText(value).replace(/[\r\n]+/g, " ")]),
      ),
      ...(method.toUpperCase() === "GET"
        ? {}
        : { body: isEmpty(body) ? JSON.stringify(whenEmpty) : fillBody(body, fill) }),
    };
    const request = webhookRequestSchema.safeParse(filled);
    return request.success ? { ok: true, request: request.data } : { ok: false, error: z.prettifyError(request.error) };
  } catch (error) {
    if (error instanceof FillError) return { ok: false, error: error.message };
    throw error;
  }
}

function isEmpty(body: Json | undefined): body is undefined | null | "" {
  return body === undefined || body === null || (typeof body === "string" && body.trim() === "");
}

function fillBody(body: Json, fill: Fill): string {
  const parsed = typeof body === "string" ? parseJson(body) : { value: body };
  if (parsed) return JSON.stringify(fillLeaves(parsed.value, (text) => textOf(fill(text))));
  const text = String(body);
  return textOf(/^\s*(?:\{(?![{%])|\[)/.test(text) ? fillJson(text.trim(), fill) : fill(text));
}

function textOf(filled: ReturnType<Fill>): string {
  if (!filled.ok) throw new FillError(filled.error);
  return filled.text;
}

function parseJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fillLeaves(value: Json, fillText: (text: string) => string): Json {
  if (typeof value === "string") return fillText(value);
  if (Array.isArray(value)) return value.map((item) => fillLeaves(item, fillText));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillLeaves(item, fillText)]));
}
