import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** Five mails, two days apart; whoever buys meanwhile has arrived and gets no more. */
export const welcome: GalleryJourney = {
  key: "welcome",
  name: "Welcome in five mails",
  category: "onboarding",
  purpose: "Introduce yourself to new subscribers without saying everything at once.",
  description:
    "Five short mails, two days apart, the first at once and the others at nine in the morning where the person lives: who you are, what people start with, how it works, what others say (put in the words of your own customers), and one reason to buy. A first purchase ends it.",
  needs: [
    { kind: "event", name: "user_registered", why: "starts the journey", example: { plan: "free" } },
    { kind: "event", name: "purchase_completed", why: "is the goal and ends it early", example: { amount: 42 } },
  ],
  settings: { reentry: { policy: "once" } },
  graph: graphOf(
    {
      start: ["trigger.event", { event: "user_registered" }],
      hello: ["email", { template_id: "@templates/hello" }],
      "wait-1": ["wait", { duration: "P2D" }],
      "nine-1": ["wait_until_time", { at: "09:00" }],
      favourites: ["email", { template_id: "@templates/favourites" }],
      "wait-2": ["wait", { duration: "P2D" }],
      "how-it-works": ["email", { template_id: "@templates/how-it-works" }],
      "wait-3": ["wait", { duration: "P2D" }],
      voices: ["email", { template_id: "@templates/voices" }],
      "wait-4": ["wait", { duration: "P2D" }],
      offer: ["email", { template_id: "@templates/first-order" }],
      bought: ["goal", { event: "purchase_completed", window: "P7D" }],
    },
    [
      "start > hello > wait-1 > nine-1 > favourites > wait-2 > how-it-works > wait-3 > voices > wait-4 > offer > bought",
    ],
  ),
  templates: {
    hello: {
      name: "Welcome 1: hello",
      document: mail(
        'Welcome, {{ first_name | default: "good to have you" }}',
        "One mail every other day, five in all.",
        [
          { heading: 'Hello {{ first_name | default: "and welcome" }}' },
          {
            text: "You are in. Over the next ten days you will get four more short mails from us: what people start with, how it works, what others say, and something to begin with.\n\nIf you would rather look around yourself, you can do so right away.",
          },
          { button: "Look around", href: "https://shop.example.com/start" },
          "divider",
          { text: "Questions? Just reply. A person reads every answer." },
        ],
      ),
    },
    favourites: {
      name: "Welcome 2: what people start with",
      document: mail("What most people start with", "Three things that rarely disappoint.", [
        { heading: "Three good places to begin" },
        {
          text: "- **The classic.** What we would take to a desert island.\n- **The small one.** Try it for a week, decide afterwards.\n- **The gift.** For somebody who has everything, except this.",
        },
        { button: "See all three", href: "https://shop.example.com/favourites" },
      ]),
    },
    "how-it-works": {
      name: "Welcome 3: how it works",
      document: mail("From our bench to your table", "How it is made, packed and sent.", [
        { heading: "What happens after you order" },
        {
          text: "- We make it on the day after you order.\n- It leaves the house packed in paper, without plastic.\n- It is with you in two or three days, and you can follow it all the way.",
        },
        { text: "Something not right? Send it back within thirty days, no questions asked." },
        { button: "Read the whole story", href: "https://shop.example.com/about" },
      ]),
    },
    voices: {
      name: "Welcome 4: what others say",
      document: mail("What others say about it", "In their words, not in ours.", [
        { heading: "What others say" },
        {
          text: "“[Your customer’s words, with their consent]”\n[Your customer’s name]\n\n“[Your second customer’s words]”\n[Your second customer’s name]",
        },
        { button: "Read more reviews", href: "https://shop.example.com/reviews" },
      ]),
    },
    "first-order": {
      name: "Welcome 5: first order",
      document: mail(
        "{{ incentive.label }} off your first order",
        "For your first order, for one week.",
        [
          { heading: "Something to begin with" },
          {
            text: "Your first order is **{{ incentive.label }}** cheaper for the next seven days. It works once, on everything.",
          },
          { button: "Choose something", href: "https://shop.example.com/start?offer=welcome" },
        ],
        { incentive: { offers: [{ percent: 10 }], value_path: "event.cart_value", currency: "EUR" } },
      ),
    },
  },
  tests: [
    testCase({
      name: "somebody who never buys gets all five",
      trigger: { event: "user_registered", properties: {} },
      expect: {
        messages: mails("hello", "favourites", "how-it-works", "voices", "offer"),
        ended: "completed",
        reason: "goal_not_reached",
      },
    }),
    testCase({
      name: "a purchase on the third day ends it",
      trigger: { event: "user_registered", properties: {} },
      later: [["purchase_completed", "P3D", { amount: 40 }]],
      expect: {
        messages: mails("hello", "favourites"),
        path: [{ node_id: "bought", port: "next" }],
        ended: "completed",
      },
    }),
  ],
};
