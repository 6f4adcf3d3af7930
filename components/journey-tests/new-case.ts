import type { Expectation, JourneyTestCase } from "@/lib/journey/journey-test";

/** A test nobody has written yet: somebody whom the journey's trigger takes in, and nothing expected. `start_at` is for the workspace's clock to say. */
export function newCase(nodes: readonly { type: string; config: { [key: string]: unknown } }[]): JourneyTestCase {
  const start = nodes.find(({ type }) => type === "trigger.event")?.config.event;
  return {
    person: { first_name: "Ada", email: "ada@example.com" },
    trigger: { properties: {}, ...(typeof start === "string" && start !== "" ? { event: start } : {}) },
    events: [],
    start_at: "",
    expect: { path_match: "exact" },
  };
}

/** Whether there is anything to hold an outcome against. */
export const saysSomething = ({ path, messages, ended, reason }: Expectation): boolean =>
  Boolean(path || messages || ended || reason);
