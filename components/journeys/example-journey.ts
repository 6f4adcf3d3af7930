import type { Graph } from "@/lib/journey/graph";

const graph: Graph = {
  nodes: [
    { id: "signed_up", type: "trigger.event", config: { event: "user_registered" } },
    {
      id: "welcome",
      type: "email",
      config: {
        subject: 'Welcome, {{ first_name | default: "there" }}',
        body: "Good to have you here.\n\nThe first thing most people do is look around: https://example.com/start",
      },
    },
    { id: "a_day", type: "wait", config: { duration: "P1D" } },
    { id: "opened", type: "branch", config: { condition: { all: [{ message: "opened", node_id: "welcome" }] } } },
    {
      id: "next_step",
      type: "email",
      config: { subject: "Your next step", body: "Since you have looked around: https://example.com/next" },
    },
    {
      id: "again",
      type: "email",
      config: { subject: "Did you see this?", body: "In case it went under: https://example.com/start" },
    },
    { id: "bought", type: "goal", config: { event: "purchase_completed", window: "P14D" } },
  ],
  edges: [
    { from: "signed_up", port: "next", to: "welcome" },
    { from: "welcome", port: "next", to: "a_day" },
    { from: "a_day", port: "next", to: "opened" },
    { from: "opened", port: "yes", to: "next_step" },
    { from: "opened", port: "no", to: "again" },
    { from: "next_step", port: "next", to: "bought" },
    { from: "again", port: "next", to: "bought" },
  ],
};

/** A small journey to start from: a welcome, a day, and a second mail by whether the first was opened. */
export const exampleJourney = {
  name: "Welcome",
  description: "Greets new people and asks again after a day, by whether they opened the first mail.",
  graph,
};
