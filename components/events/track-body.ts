import type { JsonObject } from "@/lib/journey/json";

/** Looks like an address; whether it is one is for the mail server to say. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The body of a `track` call. A person named by an address gets it as theirs, so that they can be mailed. */
export function trackBody(userId: string, event: string, properties: JsonObject) {
  return {
    userId,
    event,
    properties,
    ...(ADDRESS.test(userId) ? { context: { traits: { email: userId } } } : {}),
  };
}
