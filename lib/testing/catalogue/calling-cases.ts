import type { CatalogueCase } from "./catalogue-case";

/** N19, N22, N22b, T15: steps that reach beyond the journey. */
export const callingCases: readonly CatalogueCase[] = [
  {
    ids: ["N19"],
    does: "calls a webhook with method, headers and a templated body, and its answer is used later in the walk",
    step: {
      type: "webhook",
      config: {
        method: "PUT",
        url: "@server/people/{{ external_id }}",
        headers: { "X-Shop": "north" },
        body: '{"total": {{ event.total }}}',
      },
    },
    sentence: "PUT hooks.example.com/people/{{ external_id }}",
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "step", type: "webhook" },
        { id: "told", type: "email", config: { subject: "{{ run.step.told }}", body: "Your code." } },
        { id: "failed", type: "exit", config: { reason: "error" } },
      ],
      edges: ["start -> step", "step -> told", "step -error-> failed"],
    },
    story: [
      { person: "ada", is: { email: "ada@example.com" } },
      { person: "broken", is: { email: "broken@example.com" } },
      { event: "begin", by: "ada", with: { total: 12 } },
      { event: "begin", by: "broken", with: { total: 1 } },
      {
        see: {
          ada: { left: "next", mails: ["PUT /people/ada north 12"] },
          broken: { left: "error", mails: [], reason: "error" },
        },
      },
    ],
    acts: [
      ["choose", "Method", "PUT"],
      ["fill", "URL", "https://hooks.example.com/people/{{ external_id }}"],
      ["press", "Add a header"],
      ["fill", "Header name 1", "X-Shop"],
      ["fill", "Header value 1", "north"],
      ["fill", "Body", '{"total": {{ event.total }}}'],
    ],
  },
  {
    ids: ["N22", "T15"],
    does: "starts another journey, hands it values, and goes straight on",
    journeys: [
      {
        name: "Onboarding",
        nodes: [
          { id: "start", type: "trigger.manual" },
          { id: "mail", type: "email", config: { subject: "Coupon {{ event.coupon }}", body: "For you." } },
        ],
        edges: ["start -> mail"],
      },
    ],
    step: { type: "start_journey", config: { journey_id: "@journey:Onboarding", inputs: { coupon: "SPRING" } } },
    sentence: "Start “Onboarding”",
    story: [
      { person: "ada", is: { email: "ada@example.com" } },
      { event: "begin", by: "ada" },
      { see: { ada: { left: "next", mails: ["Coupon SPRING"] } } },
    ],
    acts: [
      ["pick", "Journey", "Onboarding"],
      ["press", "Add a value"],
      ["fill", "Give it: name 1", "coupon"],
      ["fill", "Give it: value 1", "SPRING"],
    ],
    byKeyboard: true,
  },
  {
    ids: ["N22b"],
    does: "runs a journey as a part of this one and uses what its exit hands back",
    journeys: [
      {
        name: "Verify",
        nodes: [
          { id: "start", type: "trigger.manual" },
          { id: "hour", type: "wait", config: { duration: "PT1H" } },
          { id: "out", type: "exit", config: { outputs: { code: "A-{{ first_name }}" } } },
        ],
        edges: ["start -> hour", "hour -> out"],
      },
    ],
    step: { type: "start_journey", config: { journey_id: "@journey:Verify", wait: true, timeout: "P2D" } },
    sentence: "Run “Verify” and wait for its end, at most 2 days",
    journey: {
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "begin" } },
        { id: "step", type: "start_journey" },
        { id: "mail", type: "email", config: { subject: "Your code {{ run.step.code }}", body: "Here." } },
        { id: "late", type: "exit", config: { reason: "timeout" } },
        { id: "not", type: "exit", config: { reason: "not_started" } },
      ],
      edges: ["start -> step", "step -> mail", "step -timeout-> late", "step -not_started-> not"],
    },
    story: [
      { person: "ada", is: { email: "ada@example.com", first_name: "Ada" } },
      { event: "begin", by: "ada" },
      { see: { ada: { at: "step", mails: [] } } },
      { advance: "PT1H1M" },
      { see: { ada: { left: "next", mails: ["Your code A-Ada"] } } },
    ],
    acts: [
      ["pick", "Journey", "Verify"],
      ["turn", "Wait until it has ended"],
      ["press", "For at most: set a time"],
      ["fill", "For at most: days", "2"],
    ],
  },
];
