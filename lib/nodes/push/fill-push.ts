import { approximateDurationMs, parseDuration } from "@/lib/journey/duration";
import { storableText } from "@/lib/journey/storable-text";
import type { PushConfig, pushUrgencies } from "./definition";

/** A push with nothing left to fill. Addresses are "" where there are none. */
export type FilledPush = {
  title: string;
  body: string;
  url: string;
  icon: string;
  ttlMs: number;
  urgency: (typeof pushUrgencies)[number];
  topic: string;
};

const TITLE_LENGTH_MAX = 200;
const BODY_LENGTH_MAX = 1_000;
const DAY_MS = 86_400_000;

type Fill = (template: string) => { ok: true; text: string } | { ok: false; error: string };

/**
 * The push as one person gets it. A half-filled push is none: the first text that cannot be filled is the error, and so is an empty title. An
 * address that is not http or https becomes "".
 */
export function fillPush(
  config: PushConfig,
  fill: Fill,
): { ok: true; push: FilledPush } | { ok: false; error: string } {
  const texts = { title: config.title, body: config.body ?? "", url: config.url ?? "", icon: config.icon ?? "" };
  const filled = { ...texts };
  for (const name of ["title", "body", "url", "icon"] as const) {
    const result = fill(texts[name]);
    if (!result.ok) return { ok: false, error: result.error };
    filled[name] = storableText(result.text).trim();
  }
  const title = cut(filled.title.replace(/\s+/g, " "), TITLE_LENGTH_MAX);
  if (title === "") return { ok: false, error: "the title is empty" };
  const ttl = config.ttl === undefined ? undefined : parseDuration(config.ttl);
  return {
    ok: true,
    push: {
      title,
      body: cut(filled.body, BODY_LENGTH_MAX),
      url: webAddress(filled.url),
      icon: webAddress(filled.icon),
      ttlMs: ttl ? approximateDurationMs(ttl) : DAY_MS,
      urgency: config.urgency ?? "normal",
      topic: config.topic ?? "",
    },
  };
}

/** Never half a surrogate pair. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function webAddress(text: string): string {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href : "";
}
