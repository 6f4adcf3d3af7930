import { weekdayNames } from "@/lib/journey/time";
import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

const byDay = [{ from: "08:00", to: "21:00" }];

/** A mail, an hour later a push to the browser, a day later help, and at last a colleague: each only for whom the one before did not move. */
export const channelOnboarding: GalleryJourney = {
  key: "channel-onboarding",
  name: "Onboarding over several channels",
  category: "onboarding",
  purpose: "Get new users to their first success, by whichever way they notice.",
  description:
    "A mail with the one step that matters. Whoever has not taken it an hour later gets a push in their browser (whoever allowed none is passed over), never at night; after another day a mail that asks what is in the way; two days later a colleague has a task to call. Taking the step is the goal: it ends everything at once, and what comes next is told instead.",
  needs: [
    { kind: "event", name: "user_registered", why: "starts the journey", example: { plan: "free" } },
    { kind: "event", name: "setup_completed", why: "is the step that matters and ends it", example: {} },
  ],
  settings: { reentry: { policy: "once" } },
  graph: graphOf(
    {
      start: ["trigger.event", { event: "user_registered" }],
      first: ["email", { template_id: "@templates/first" }],
      hour: ["wait", { duration: "PT1H" }],
      awake: ["wait_business_hours", { hours: Object.fromEntries(weekdayNames.map((day) => [day, byDay])) }],
      nudge: [
        "push",
        {
          title: 'One step left{% if first_name %}, {{ first_name | default: "" }}{% endif %}',
          body: "Three minutes, and it works for you.",
          url: "https://app.example.com/setup",
          ttl: "PT12H",
        },
      ],
      day: ["wait", { duration: "P1D" }],
      help: ["email", { template_id: "@templates/help" }],
      days: ["wait", { duration: "P2D" }],
      call: [
        "create_task",
        {
          title: 'Call {{ first_name | default: "a new user" }}: not set up after three days',
          notes: "Registered three days ago; a mail, a push and an offer of help have not been answered.",
          assignees: [],
          due_in: "P1D",
        },
      ],
      done: ["goal", { event: "setup_completed", window: "P7D" }],
      next: ["email", { template_id: "@templates/next" }],
    },
    ["start > first > hour > awake > nudge > day > help > days > call > done > next"],
  ),
  templates: {
    first: {
      name: "Onboarding: the first step",
      document: mail('One step, {{ first_name | default: "then it works" }}', "It takes three minutes.", [
        { heading: 'Welcome{% if first_name %}, {{ first_name | default: "" }}{% endif %}' },
        {
          text: "There is one step between here and the first thing that works: connect what you already use. It takes three minutes, and you can undo it.",
        },
        { button: "Set it up", href: "https://app.example.com/setup" },
      ]),
    },
    help: {
      name: "Onboarding: what is in the way?",
      document: mail("What is in the way?", "Usually it is one of three things.", [
        { heading: "What is in the way?" },
        {
          text: "Usually it is one of three things:\n\n- **No access.** Whoever has it can be invited with one link.\n- **Not sure what it changes.** Nothing, until you switch it on.\n- **No time.** Then let us do it with you.",
        },
        { button: "Go on where you were", href: "https://app.example.com/setup" },
        { text: "Or reply with one line. A person reads it." },
      ]),
    },
    next: {
      name: "Onboarding: what comes next",
      document: mail("It works. What comes next?", "Two things that most people do on the first day.", [
        { heading: "It works" },
        {
          text: "Two things that most people do on the first day:\n\n- Invite one colleague, so that it does not depend on you.\n- Switch on the weekly summary, so that you need not look every day.",
        },
        { button: "Invite a colleague", href: "https://app.example.com/invite" },
      ]),
    },
  },
  tests: [
    testCase({
      name: "whoever sets it up within the hour is told what comes next, and nothing else",
      later: [["setup_completed", "PT20M"]],
      expect: { messages: mails("first", "next"), ended: "completed" },
    }),
    testCase({
      name: "the push moves somebody: no offer of help any more",
      later: [["setup_completed", "PT3H"]],
      expect: { path: [{ node_id: "nudge" }, { node_id: "done" }, { node_id: "next" }], ended: "completed" },
    }),
    testCase({
      name: "whoever never does has help offered, and a colleague has a task",
      expect: {
        path: [{ node_id: "nudge" }, { node_id: "help" }, { node_id: "call" }],
        ended: "completed",
        reason: "goal_not_reached",
      },
    }),
    testCase({
      name: "nobody is pushed at night",
      start_at: "2026-03-02T21:30:00Z",
      later: [["setup_completed", "PT8H"]],
      expect: { messages: mails("first", "next"), ended: "completed" },
    }),
  ],
};
