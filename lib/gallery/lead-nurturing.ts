import type { GraphNode } from "@/lib/journey/graph";
import type { Json } from "@/lib/journey/json";
import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** Time to read, cut short by asking for a demo. */
const untilAsked = (timeout: string): [string, GraphNode["config"]] => [
  "wait_for_event",
  { events: [{ event: "demo_request", port: "requested" }], timeout },
];

const notYetLead: Json = {
  any: [
    { path: "lifecycle_stage", op: "not_exists" },
    { path: "lifecycle_stage", op: "equals", value: "prospect" },
  ],
};

/** Four paths by lead score: cold < 30 ≤ warm < 60 ≤ hot < 100 ≤ qualified; sales take over at the top. */
export const leadNurturing: GalleryJourney = {
  key: "lead-nurturing",
  name: "Lead nurturing by score",
  category: "sales",
  purpose: "Give every lead what fits their interest, and sales only those who are ready.",
  description:
    "Sorts leads by score: cold ones get something to learn, warm ones a customer's story, hot ones an invitation to a demo, qualified ones become a task for sales during office hours. Each path looks at the score again, at most four times. Whoever asks for a demo goes to sales at once, wherever they are.",
  needs: [
    { kind: "event", name: "content_download", why: "starts the journey", example: { title: "Buyer's guide" } },
    {
      kind: "event",
      name: "demo_request",
      why: "starts it too, and leads to sales from every path",
      example: { company: "Example Ltd" },
    },
    {
      kind: "event",
      name: "webinar_signup",
      why: "earns points for the lead score, like visits, opens, clicks and downloads (Settings › Scores)",
      example: { title: "How teams start" },
    },
  ],
  settings: { reentry: { policy: "after", after: "P30D" } },
  graph: graphOf(
    {
      download: ["trigger.event", { event: "content_download" }],
      request: ["trigger.event", { event: "demo_request" }],
      hour: ["wait", { duration: "PT1H" }],
      score: [
        "branch_score",
        {
          score: "scores.lead",
          thresholds: [
            { key: "qualified", label: "Qualified", min: 100 },
            { key: "hot", label: "Hot", min: 60 },
            { key: "warm", label: "Warm", min: 30 },
          ],
        },
      ],
      learn: ["email", { template_id: "@templates/learn" }],
      "cold-wait": untilAsked("P7D"),
      "cold-again": ["go_to", { node_id: "score", at_most: 4 }],
      story: ["email", { template_id: "@templates/story" }],
      "warm-wait": untilAsked("P4D"),
      "warm-again": ["go_to", { node_id: "score", at_most: 4 }],
      invite: ["email", { template_id: "@templates/demo" }],
      "hot-wait": untilAsked("P3D"),
      "hot-again": ["go_to", { node_id: "score", at_most: 4 }],
      office: [
        "wait_business_hours",
        {
          hours: Object.fromEntries(
            ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [{ from: "09:00", to: "17:00" }]]),
          ),
        },
      ],
      ready: ["add_tag", { tag: "sales ready" }],
      // who is a customer stays one
      stage: ["update_attributes", { set: { lifecycle_stage: "lead" }, when: notYetLead }],
      "hand-off": [
        "create_task",
        {
          title: "Call {{ first_name | default: external_id }}: ready to talk",
          notes:
            "{{ email }} {{ phone }}\nAsked for a demo, or read enough to be ready. We have promised a call within a working day.",
          due_in: "PT4H",
        },
      ],
      promise: ["email", { template_id: "@templates/hand-off" }],
    },
    [
      "download > hour > score",
      "request > office",
      "score.else > learn > cold-wait",
      "cold-wait.timeout > cold-again",
      "cold-wait.requested > office",
      "score.warm > story > warm-wait",
      "warm-wait.timeout > warm-again",
      "warm-wait.requested > office",
      "score.hot > invite > hot-wait",
      "hot-wait.timeout > hot-again",
      "hot-wait.requested > office",
      "score.qualified > office > ready > stage > hand-off > promise",
    ],
  ),
  templates: {
    learn: {
      name: "Leads: something to learn",
      document: mail("Five questions to ask before you choose", "Whoever you buy from in the end.", [
        { heading: "Five questions worth asking" },
        {
          text: "- What happens to our data if we leave?\n- Who answers when something breaks, and how fast?\n- What did the last three customers wish they had known?\n- What will it cost in the third year?\n- Can we try it with our own data?",
        },
        { button: "Read our answers", href: "https://example.com/five-questions" },
      ]),
    },
    story: {
      name: "Leads: a customer's story",
      document: mail("How a team of twelve got its Mondays back", "Before, after, and what it took.", [
        { heading: "Before, after, and what it took" },
        {
          text: "They spent every Monday copying numbers from four tools into one sheet. Three weeks later nobody did. What it took: one workshop, two afternoons, and somebody who cared.",
        },
        { button: "Read the story", href: "https://example.com/stories/mondays" },
      ]),
    },
    demo: {
      name: "Leads: invitation to a demo",
      document: mail(
        'Half an hour with your own data, {{ first_name | default: "shall we" }}?',
        "No slides. Your questions first.",
        [
          { heading: "Half an hour, your own data" },
          {
            text: "You have read a good deal about us by now. Bring a real case and we walk through it together: no slides, your questions first.",
          },
          { button: "Pick a time", href: "https://example.com/demo" },
        ],
      ),
    },
    "hand-off": {
      name: "Leads: sales take over",
      document: mail("Somebody will call you", "With your questions in hand, during office hours.", [
        { heading: "We will be in touch" },
        {
          text: 'Thank you, {{ first_name | default: "and welcome" }}. One of us calls you within a working day. Tell us beforehand what you want to know, and on which number we reach you: just reply to this mail.',
        },
      ]),
    },
  },
  tests: [
    testCase({
      name: "a cold lead learns, four times at most",
      person: { scores: { lead: 10 } },
      trigger: { event: "content_download", properties: {} },
      expect: { path: [{ node_id: "score", port: "else" }, { node_id: "learn" }], ended: "completed" },
    }),
    testCase({
      name: "a warm lead gets a story first",
      person: { scores: { lead: 30 } },
      trigger: { event: "content_download", properties: {} },
      expect: { path: [{ node_id: "score", port: "warm" }, { node_id: "story" }] },
    }),
    testCase({
      name: "a hot lead who asks for a demo goes to sales",
      person: { scores: { lead: 75 } },
      trigger: { event: "content_download", properties: {} },
      later: [["demo_request", "P1D"]],
      expect: {
        messages: mails("invite", "promise"),
        path: [{ node_id: "score", port: "hot" }, { node_id: "hot-wait", port: "requested" }, { node_id: "ready" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "a cold lead who asks for a demo does not wait for the week to end",
      person: { scores: { lead: 10 } },
      trigger: { event: "content_download", properties: {} },
      later: [["demo_request", "P2D"]],
      expect: {
        messages: mails("learn", "promise"),
        path: [{ node_id: "cold-wait", port: "requested" }, { node_id: "hand-off" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "who begins with asking for a demo goes to sales, whatever the score",
      person: { scores: { lead: 10 } },
      trigger: { event: "demo_request", properties: {} },
      expect: {
        messages: mails("promise"),
        path: [{ node_id: "office" }, { node_id: "hand-off" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "a qualified lead goes to sales in office hours",
      person: { scores: { lead: 120 } },
      trigger: { event: "content_download", properties: {} },
      expect: {
        messages: mails("promise"),
        path: [{ node_id: "score", port: "qualified" }, { node_id: "office" }],
        ended: "completed",
      },
    }),
  ],
};
