import { weekdayNames } from "@/lib/journey/time";
import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** The day as the person's calendar writes it: a trial may be shorter than the three days. */
const ends = '{% if event.trial_ends_at %}on {{ event.trial_ends_at | date: "%A, %-d %B" }}{% else %}soon{% endif %}';

const byDay = [{ from: "08:00", to: "24:00" }];

/** Before, on and after the last day of a trial; who subscribes has arrived. */
export const trialEnding: GalleryJourney = {
  key: "trial-ending",
  name: "Trial ending",
  category: "sales",
  purpose: "Nobody's trial should end by surprise, and everybody should know what they get.",
  description:
    "Three days before the trial ends (at once where it is shorter), those who use it hear what they would keep and the others get help to begin, both with the day it ends. A reminder the day before, which is left out once it is over, and a question two days after. None of them comes at night. Subscribing is the goal and ends it.",
  needs: [
    {
      kind: "event",
      name: "trial_started",
      why: "starts the journey; “trial_ends_at” says until when",
      example: { trial_ends_at: "2026-12-24", plan: "team" },
    },
    { kind: "event", name: "subscription_started", why: "is the goal", example: { plan: "team" } },
    { kind: "event", name: "feature_used", why: "tells users from visitors", example: { feature: "export" } },
  ],
  settings: { reentry: { policy: "once" } },
  graph: graphOf(
    {
      start: ["trigger.event", { event: "trial_started", where: { path: "event.trial_ends_at", op: "exists" } }],
      "three-days-before": [
        "wait_until_date",
        { source: "attribute", attribute: "event.trial_ends_at", direction: "before", offset: "P3D" },
      ],
      // a date without a time is midnight, and two days later it is the same time again
      awake: ["wait_business_hours", { hours: Object.fromEntries(weekdayNames.map((day) => [day, byDay])) }],
      uses: ["branch", { condition: { event: "feature_used", count: { op: "greater_or_equal", value: 3 } } }],
      keep: ["email", { template_id: "@templates/keep" }],
      help: ["email", { template_id: "@templates/help" }],
      "last-day": ["wait", { duration: "P2D" }],
      // a trial shorter than the days before
      over: ["branch", { condition: { path: "event.trial_ends_at", op: "older_than", value: "PT1S" } }],
      tomorrow: ["email", { template_id: "@templates/tomorrow" }],
      after: ["wait", { duration: "P3D" }],
      question: ["email", { template_id: "@templates/question" }],
      subscribed: ["goal", { event: "subscription_started", window: "P7D" }],
    },
    [
      "start > three-days-before > awake > uses",
      "uses.yes > keep > last-day",
      "uses.no > help > last-day",
      "last-day > over",
      "over.yes > after",
      "over.no > tomorrow > after > question > subscribed",
    ],
  ),
  templates: {
    keep: {
      name: "Trial: what you would keep",
      document: mail(
        `Your trial ends ${ends}: what you have built stays`,
        "Everything as it is, on the plan that fits.",
        [
          { heading: `Your trial ends ${ends}` },
          {
            text: "You have made it your own. Everything stays as it is when you choose a plan: your data, your settings, your colleagues.",
          },
          { button: "Choose a plan", href: "https://app.example.com/plans" },
        ],
      ),
    },
    help: {
      name: "Trial: help to begin",
      document: mail(`Your trial ends ${ends}. Shall we begin together?`, "Twenty minutes are enough.", [
        { heading: "Not got round to it?" },
        {
          text: "That is how it goes. Twenty minutes are enough to see whether it is for you:\n\n- Bring in one real example.\n- Change one thing about it.\n- Show it to one colleague.",
        },
        { button: "Begin now", href: "https://app.example.com/start" },
        { text: "Would a few days more help? Just reply." },
      ]),
    },
    tomorrow: {
      name: "Trial: the day before it ends",
      document: mail(`A reminder: your trial ends ${ends}`, "What happens then, and what does not.", [
        { heading: `Your trial ends ${ends}` },
        { text: "Nothing is deleted. You can look at everything for thirty days; changing it needs a plan." },
        { button: "Choose a plan", href: "https://app.example.com/plans" },
      ]),
    },
    question: {
      name: "Trial: one question",
      document: mail("One question, one line", "What was missing?", [
        { heading: "What was missing?" },
        {
          text: "You tried it and did not stay. That is fine. If you have a minute: what was missing? One line helps us more than you think. Just reply.",
        },
      ]),
    },
  },
  tests: [
    testCase({
      name: "a trial of two days hears the day it ends, not that three are left",
      trigger: { event: "trial_started", properties: { trial_ends_at: "2026-03-04T08:00:00Z" } },
      expect: {
        messages: [{ node_id: "help", subject_contains: "Wednesday, 4 March" }, { node_id: "question" }],
        path: [{ node_id: "over", port: "yes" }],
      },
    }),
    testCase({
      name: "somebody who uses it hears what they would keep",
      trigger: { event: "trial_started", properties: { trial_ends_at: "2026-03-16" } },
      later: [
        ["feature_used", "P1D"],
        ["feature_used", "P2D"],
        ["feature_used", "P3D"],
      ],
      expect: { messages: mails("keep", "tomorrow", "question"), ended: "completed", reason: "goal_not_reached" },
    }),
    testCase({
      name: "somebody who does not gets help to begin",
      trigger: { event: "trial_started", properties: { trial_ends_at: "2026-03-16" } },
      expect: { messages: mails("help", "tomorrow", "question") },
    }),
    testCase({
      name: "subscribing early ends it without a mail",
      trigger: { event: "trial_started", properties: { trial_ends_at: "2026-03-16" } },
      later: [["subscription_started", "P2D"]],
      expect: { messages: [], ended: "completed" },
    }),
  ],
};
