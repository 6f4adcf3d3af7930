import type { JsonObject } from "@/lib/journey/json";
import type { LaterEvent } from "./later-events";

/** What the form holds, as typed. */
export type WalkForm = {
  who: "existing" | "invented";
  externalId: string;
  /** what the chosen person is called, so that a reload still knows */
  personName: string;
  firstName: string;
  email: string;
  timezone: string;
  tags: string[];
  attributes: JsonObject;
  event: string | undefined;
  properties: JsonObject;
  later: LaterEvent[];
  /** local time in the workspace's zone as `<input type="datetime-local">` writes it; empty: now */
  startAt: string;
  version: "draft" | number;
};

export const emptyWalkForm: WalkForm = {
  who: "existing",
  externalId: "",
  personName: "",
  firstName: "Ada",
  email: "ada@example.com",
  timezone: "",
  tags: [],
  attributes: {},
  event: undefined,
  properties: {},
  later: [],
  startAt: "",
  version: "draft",
};

/** The body of POST …/simulate. */
export type WalkRequest = {
  external_id?: string;
  subscriber?: JsonObject;
  trigger: { event?: string; properties: JsonObject };
  events: LaterEvent[];
  start_at?: string;
  version: "draft" | number;
};

/** What the form asks for. `event`: the trigger's, undefined: by hand. `startAt`: ISO with a zone, undefined: now. */
export function walkRequest(form: WalkForm, event: string | undefined, startAt: string | undefined): WalkRequest {
  return {
    ...(form.who === "existing" ? { external_id: form.externalId } : { subscriber: invented(form) }),
    trigger: { ...(event ? { event } : {}), properties: form.properties },
    events: form.later.filter((later) => later.event !== ""),
    ...(startAt ? { start_at: startAt } : {}),
    version: form.version,
  };
}

function invented({ firstName, email, timezone, tags, attributes }: WalkForm): JsonObject {
  return {
    ...(firstName.trim() ? { first_name: firstName.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(timezone ? { timezone } : {}),
    tags,
    attributes,
  };
}
