import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** The second mail depends on whether the first was opened. */
export const adaptiveWelcome: GalleryJourney = {
  key: "adaptive-welcome",
  name: "Welcome that adapts",
  category: "onboarding",
  purpose: "Give those who read more, and those who did not open a second chance.",
  description:
    "A greeting at once. A day later those who opened it get the guide, the others a shorter mail with another subject. Two days on, at nine their time, one reason to buy. A purchase is the goal.",
  needs: [
    { kind: "event", name: "user_registered", why: "starts the journey", example: { plan: "free" } },
    { kind: "event", name: "purchase_completed", why: "is the goal and ends it early", example: { amount: 42 } },
  ],
  settings: { reentry: { policy: "once" } },
  graph: graphOf(
    {
      start: ["trigger.event", { event: "user_registered" }],
      hello: ["email", { template_id: "@templates/hello" }],
      day: ["wait", { duration: "P1D" }],
      opened: ["branch", { condition: { message: "opened", node_id: "hello" } }],
      guide: ["email", { template_id: "@templates/guide" }],
      again: ["email", { template_id: "@templates/second-try" }],
      pause: ["wait", { duration: "P2D" }],
      morning: ["wait_until_time", { at: "09:00" }],
      offer: ["email", { template_id: "@templates/first-order" }],
      bought: ["goal", { event: "purchase_completed", window: "P7D" }],
    },
    [
      "start > hello > day > opened",
      "opened.yes > guide > pause",
      "opened.no > again > pause",
      "pause > morning > offer > bought",
    ],
  ),
  templates: {
    hello: {
      name: "Adaptive welcome: hello",
      document: mail('Welcome, {{ first_name | default: "good to have you" }}', "Your first step is a small one.", [
        { heading: '{{ first_name | default: "Hello" }}, good to have you' },
        {
          text: "We make few things, and make them well. Not sure where to begin? Most people start with the classic: hard to get wrong, easy to like.",
        },
        { button: "Find yours", href: "https://shop.example.com/start" },
        "divider",
        { text: "Questions? Just reply. A person reads every mail." },
      ]),
    },
    guide: {
      name: "Adaptive welcome: the guide",
      document: mail("Three minutes that pay off", "What we wish somebody had told us.", [
        { heading: "The short guide" },
        {
          text: "- Start with less than you think.\n- Change one thing at a time.\n- Write down what worked. You will want to find it again.",
        },
        { text: "The long version has pictures." },
        { button: "Read the whole guide", href: "https://shop.example.com/guide" },
      ]),
    },
    "second-try": {
      name: "Adaptive welcome: second try",
      document: mail("Four questions, one answer", "Tell us how you like it.", [
        { heading: "Which one is yours?" },
        { text: "Answer four questions and we point at one thing, not at forty." },
        { button: "Take the four questions", href: "https://shop.example.com/quiz" },
      ]),
    },
    "first-order": {
      name: "Adaptive welcome: first order",
      document: mail(
        "{{ incentive.label }} off your first order",
        "It works once, on anything, for a week.",
        [
          { heading: "Your first order, {{ incentive.label }} lighter" },
          { text: "Use it on anything, once, within the next seven days." },
          { button: "Choose something", href: "https://shop.example.com/start?offer=welcome" },
        ],
        { incentive: { offers: [{ percent: 10 }], value_path: "event.cart_value", currency: "EUR" } },
      ),
    },
  },
  tests: [
    testCase({
      name: "who opened gets the guide",
      trigger: { event: "user_registered", properties: {} },
      later: [["email_opened", "PT3H", { node_id: "hello" }]],
      expect: { messages: mails("hello", "guide", "offer"), ended: "completed" },
    }),
    testCase({
      name: "who did not open gets a second try",
      trigger: { event: "user_registered", properties: {} },
      expect: { messages: mails("hello", "again", "offer"), ended: "completed" },
    }),
    testCase({
      name: "a purchase within the day leaves it at the greeting",
      trigger: { event: "user_registered", properties: {} },
      later: [["purchase_completed", "PT5H"]],
      expect: { messages: mails("hello"), ended: "completed" },
    }),
  ],
};
