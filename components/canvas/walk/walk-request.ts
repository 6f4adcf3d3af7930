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
  /** scores of the invented person, as typed; empty: none */
  leadScore: string;
  engagement: string;
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
  leadScore: "",
  engagement: "",
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

function invented({ firstName, email, timezone, tags, attributes, leadScore, engagement }: WalkForm): JsonObject {
  const scores = { ...scoreOf("lead", leadScore), ...scoreOf("engagement", engagement) };
  return {
    ...(firstName.trim() ? { first_name: firstName.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(timezone ? { timezone } : {}),
    tags,
    attributes,
    ...(Object.keys(scores).length > 0 ? { scores } : {}),
  };
}

/** What is no number goes as it is: the answer says so by the field's name. */
function scoreOf(name: string, typed: string): JsonObject {
  const text = typed.trim();
  if (text === "") return {};
  const value = Number(text);
  return { [name]: Number.isFinite(value) ? value : text };
}
