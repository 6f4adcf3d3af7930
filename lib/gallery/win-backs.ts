import type { Condition } from "@/lib/journey/condition";
import type { inactiveClasses } from "@/lib/journey/standing-paths";
import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

type Mail = { id: string /** days after the start */; after: number; template: string };
type WinBack = {
  key: string;
  name: string;
  purpose: string;
  /** the kind of silence that starts it */
  kind: (typeof inactiveClasses)[number];
  who: string;
  mails: Mail[];
};

/** Anything that somebody does of their own accord. */
const signOfLife: Condition = {
  any: ["email_opened", "email_clicked", "page_viewed", "purchase_completed"].map((event) => ({ event })),
};

const templates = {
  missed: {
    name: "Win-back: it has been a while",
    document: mail(
      'It has been a while, {{ first_name | default: "friend" }}',
      "What is new since you were last here.",
      [
        { heading: "It has been a while" },
        {
          text: "Since you were last here we have made a few things better:\n\n- Ordering takes two steps less.\n- Delivery is a day faster.\n- And there is something new that we think you would like.",
        },
        { button: "See what is new", href: "https://shop.example.com/new" },
      ],
    ),
  },
  reason: {
    name: "Win-back: a reason to return",
    document: mail(
      "{{ incentive.label }} off, because we would like you back",
      "For your next order, for one week.",
      [
        { heading: "A reason to return" },
        {
          text: "Your next order is **{{ incentive.label }}** cheaper if you place it within a week. It is taken off at the checkout.",
        },
        { button: "Choose something", href: "https://shop.example.com/start?offer=back" },
        "divider",
        { text: "Not for you any more? Tell us why, in one line. We read every answer." },
      ],
      { incentive: { offers: [{ percent: 15 }], value_path: "event.cart_value", currency: "EUR" } },
    ),
  },
  farewell: {
    name: "Win-back: shall we stop?",
    document: mail("Shall we stop writing?", "One click keeps you with us; silence lets you go.", [
      { heading: "Shall we stop?" },
      {
        text: "You have not opened our mails for a long time, and we would rather not be one more thing to delete.\n\nIf you want to stay, press the button. If not, do nothing: this is our last mail.",
      },
      { button: "Keep me", href: "https://shop.example.com/stay" },
    ]),
  },
};

const days = (n: number) => `P${n}D`;

function winBack({ key, name, purpose, kind, who, mails: planned }: WinBack): GalleryJourney {
  const steps: Parameters<typeof graphOf>[0] = {
    silent: ["trigger.attribute_changed", { attribute: "activity.inactive_class", to: kind }],
  };
  const line = ["silent"];
  planned.forEach(({ id, after, template }, i) => {
    const wait = `wait-${i + 1}`;
    steps[wait] = ["wait", { duration: days(after - (planned[i - 1]?.after ?? 0)) }];
    steps[id] = ["email", { template_id: `@templates/${template}` }];
    line.push(wait, id);
  });
  steps.grace = ["wait", { duration: "P14D" }];
  steps.mark = ["add_tag", { tag: "never answered" }];
  steps.clean = ["stop_emails", {}];
  steps.done = ["exit", { reason: "never answered" }];
  line.push("grace", "mark", "clean", "done");
  return {
    key,
    name,
    category: "win-back",
    purpose,
    description: `For ${who}. ${planned.length === 1 ? "One mail" : `${planned.length} mails`}, ${planned
      .map(({ after }) => after)
      .join(
        ", ",
      )} ${planned.at(-1)?.after === 1 ? "day" : "days"} after they count as such. The first sign of life ends it; who never answers within two weeks more is cleaned from the list: no marketing mail goes there any more.`,
    needs: [
      {
        kind: "event",
        name: "page_viewed",
        why: "is a sign of life, like opens, clicks and purchases",
        example: { path: "/" },
      },
      { kind: "event", name: "purchase_completed", why: "is a sign of life", example: { amount: 42 } },
      ...(kind === "recently_disengaged_high_value"
        ? [
            {
              kind: "attribute" as const,
              name: "lifetime_value",
              why: "says who is a high-value customer (above 1,000, in Settings › Scores)",
            },
          ]
        : []),
    ],
    settings: { reentry: { policy: "after", after: "P180D" }, exit_when: signOfLife, consent_required: true },
    graph: graphOf(steps, [line.join(" > ")]),
    templates: Object.fromEntries(
      Object.entries(templates).filter(([template]) => planned.some((one) => one.template === template)),
    ),
    tests: [
      testCase({
        name: "who never answers gets every mail and is cleaned from the list",
        expect: {
          messages: mails(...planned.map(({ id }) => id)),
          path: [
            { node_id: "mark", port: "next" },
            { node_id: "clean", port: "next" },
          ],
          ended: "exited",
          reason: "never answered",
        },
      }),
      testCase({
        name: "a visit after the first mail ends it",
        later: [["page_viewed", `P${planned[0]?.after ?? 1}DT2H`]],
        expect: { messages: mails(planned[0]?.id ?? ""), ended: "exited", reason: "exit_when" },
      }),
    ],
  };
}

/** One for each kind of silence (FEATURES U7): how long it lasts for how often people are mailed, and what they are worth. */
export const winBacks: GalleryJourney[] = [
  winBack({
    key: "win-back-valuable",
    name: "Win back: valued customers, just gone quiet",
    purpose: "Keep customers of high value who have gone quiet in the last weeks.",
    kind: "recently_disengaged_high_value",
    who: "people of high value who have just gone quiet: after 30, 90 or 180 days, by how often they are mailed",
    mails: [
      { id: "hello-again", after: 1, template: "missed" },
      { id: "offer", after: 7, template: "reason" },
      { id: "last-call", after: 14, template: "farewell" },
    ],
  }),
  winBack({
    key: "win-back-moderate",
    name: "Win back: moderately inactive",
    purpose: "Remind people who have drifted off, without pushing.",
    kind: "moderately_inactive",
    who: "people who have gone quiet for 30 or 90 days, by how often they are mailed",
    mails: [
      { id: "hello-again", after: 3, template: "missed" },
      { id: "offer", after: 10, template: "reason" },
    ],
  }),
  winBack({
    key: "win-back-long-term",
    name: "Win back: long-term inactive",
    purpose: "Two chances for people who have been away for half a year.",
    kind: "long_term_inactive",
    who: "people of whom nothing was heard for 180 days",
    mails: [
      { id: "offer", after: 1, template: "reason" },
      { id: "last-call", after: 7, template: "farewell" },
    ],
  }),
  winBack({
    key: "win-back-dormant",
    name: "Win back: dormant",
    purpose: "Ask once, then keep the list clean.",
    kind: "dormant",
    who: "people of whom nothing was heard for a year",
    mails: [{ id: "last-call", after: 1, template: "farewell" }],
  }),
];
