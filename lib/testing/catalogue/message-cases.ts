import type { CatalogueCase } from "./catalogue-case";

/** N1, N24: steps that say something to the person. */
export const messageCases: readonly CatalogueCase[] = [
  {
    ids: ["N1"],
    does: "sends an email that is personal",
    step: { type: "email", config: { subject: "Welcome, {{ first_name }}", body: "Good to see you." } },
    sentence: "Send “Welcome, {{ first_name }}”",
    story: [
      { person: "ada", is: { email: "ada@example.com", first_name: "Ada" } },
      { person: "bob", is: { first_name: "Bob" } },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { see: { ada: { mails: ["Welcome, Ada"], left: "next" }, bob: { mails: [], left: "next" } } },
    ],
    acts: [
      ["press", "Write here"],
      ["fill", "Subject", "Welcome, {{ first_name }}"],
      ["fill", "Text", "Good to see you."],
    ],
  },
  {
    ids: ["N1"],
    does: "sends an email at most so late; a clock that is moved makes none late",
    step: { type: "email", config: { subject: "Your cart is waiting", body: "Still there.", ttl: "P2D" } },
    sentence: "Send “Your cart is waiting”, at most 2 days late",
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "day", type: "wait", config: { duration: "P1D" } },
        { id: "step", type: "email" },
      ],
      edges: ["start -> day", "day -> step"],
    },
    story: [
      { person: "ada", is: { email: "ada@example.com" } },
      { event: "begin", by: "ada" },
      { advance: "P30D" },
      { see: { ada: { mails: ["Your cart is waiting"], left: "next" } } },
    ],
    acts: [
      ["press", "Write here"],
      ["fill", "Subject", "Your cart is waiting"],
      ["fill", "Text", "Still there."],
      ["press", "Delivery"],
      ["press", "Keep for: set a time"],
      ["fill", "Keep for: days", "2"],
    ],
  },
  {
    ids: ["N24"],
    does: "pushes to whoever has allowed it in a browser",
    step: {
      type: "push",
      config: { title: "On its way, {{ first_name }}", body: "With the post.", url: "https://shop.example.com/orders" },
    },
    sentence: "Push “On its way, {{ first_name }}”",
    story: [
      { person: "ada", is: { first_name: "Ada" } },
      { allowsPush: "ada" },
      { event: "begin", by: "ada" },
      { event: "begin", by: "bob" },
      { see: { ada: { pushes: ["On its way, Ada"], left: "next" }, bob: { pushes: [], left: "next" } } },
    ],
    acts: [
      ["fill", "Title", "On its way, {{ first_name }}"],
      ["fill", "Text", "With the post."],
      ["fill", "Link", "https://shop.example.com/orders"],
    ],
  },
];
