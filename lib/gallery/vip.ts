import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

export const vip: GalleryJourney = {
  key: "vip",
  name: "VIP programme",
  category: "moments",
  purpose: "Notice your best customers at the moment they become that.",
  description:
    "Starts when somebody has spent 1,000 in all, counted purchase by purchase. They are tagged, hear it in person, and get something early after three days. Who clicks it is asked for a recommendation.",
  needs: [
    {
      kind: "event",
      name: "purchase_completed",
      why: "its “amount” is added up over all time",
      example: { amount: 120 },
    },
  ],
  settings: { reentry: { policy: "once" } },
  graph: graphOf(
    {
      spent: [
        "trigger.pattern",
        { kind: "total", events: [{ event: "purchase_completed", property: "amount" }], threshold: 1_000 },
      ],
      vip: ["add_tag", { tag: "vip" }],
      welcome: ["email", { template_id: "@templates/welcome" }],
      "three-days": ["wait", { duration: "P3D" }],
      early: ["email", { template_id: "@templates/early" }],
      curious: ["wait_until", { condition: { message: "clicked", node_id: "early" }, timeout: "P7D" }],
      recommend: ["email", { template_id: "@templates/recommend" }],
    },
    ["spent > vip > welcome > three-days > early > curious", "curious.met > recommend"],
  ),
  templates: {
    welcome: {
      name: "VIP: thank you",
      document: mail('One of our best customers: {{ first_name | default: "you" }}', "What that means from today on.", [
        { heading: "Thank you, really" },
        {
          text: "Few people know our things as well as you do. From today on:\n\n- You see what is new a week before everybody else.\n- Delivery costs you nothing.\n- Your questions go to the front of the queue.",
        },
      ]),
    },
    early: {
      name: "VIP: early",
      document: mail("Before everybody else: what comes next week", "You can order it today.", [
        { heading: "A week early" },
        { text: "It goes on sale in a week. For you it is there today." },
        { button: "Be the first", href: "https://shop.example.com/early" },
      ]),
    },
    recommend: {
      name: "VIP: a recommendation",
      document: mail("Do you know somebody who would like this?", "Something for them, something for you.", [
        { heading: "Pass it on" },
        {
          text: "Send this link to somebody who would like it. They get 10 % off their first order, and so do you off your next.",
        },
        { button: "Your link", href: "https://shop.example.com/recommend?by={{ external_id | url_encode }}" },
      ]),
    },
  },
  tests: [
    testCase({
      name: "who clicks is asked for a recommendation",
      later: [["email_clicked", "P4D", { node_id: "early" }]],
      expect: {
        messages: mails("welcome", "early", "recommend"),
        path: [{ node_id: "vip", port: "next" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "who does not is left in peace",
      expect: { messages: mails("welcome", "early"), ended: "completed" },
    }),
  ],
};
