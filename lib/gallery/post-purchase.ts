import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** One run for each order: thanks, a hand, a question. */
export const postPurchase: GalleryJourney = {
  key: "post-purchase",
  name: "After the purchase",
  category: "shop",
  purpose: "Turn an order into a second one by being useful first.",
  description:
    "Thanks with the order at once, a hand after five days, and a question after two weeks, unless they have written a review meanwhile. Whoever answers it with a review is thanked; every reviewer is tagged. Every order has its own run.",
  needs: [
    {
      kind: "event",
      name: "purchase_completed",
      why: "starts a run for each “order_id”; “items” are shown",
      example: {
        order_id: "o-1",
        amount: 42,
        items: [{ name: "Linen apron", price: 42, quantity: 1, url: "https://shop.example.com/linen-apron" }],
      },
    },
    {
      kind: "event",
      name: "review_submitted",
      why: "ends the wait for a review; before the question it spares them the question",
      example: { stars: 5 },
    },
  ],
  settings: { reentry: { policy: "parallel", key: "event.order_id" } },
  graph: graphOf(
    {
      bought: ["trigger.event", { event: "purchase_completed" }],
      thanks: ["email", { template_id: "@templates/thanks" }],
      "five-days": ["wait", { duration: "P5D" }],
      hand: ["email", { template_id: "@templates/hand" }],
      "nine-days": ["wait", { duration: "P9D" }],
      "reviewed-already": ["branch", { condition: { event: "review_submitted", since: "entry" } }],
      "early-reviewer": ["add_tag", { tag: "reviewer" }],
      ask: ["email", { template_id: "@templates/ask" }],
      review: ["wait_for_event", { events: [{ event: "review_submitted", port: "reviewed" }], timeout: "P7D" }],
      reviewer: ["add_tag", { tag: "reviewer" }],
      "thanks-again": ["email", { template_id: "@templates/thanks-again" }],
    },
    [
      "bought > thanks > five-days > hand > nine-days > reviewed-already",
      "reviewed-already.yes > early-reviewer",
      "reviewed-already.no > ask > review",
      "review.reviewed > reviewer > thanks-again",
    ],
  ),
  templates: {
    thanks: {
      name: "After the purchase: thanks",
      document: mail(
        'Thank you, {{ first_name | default: "and enjoy" }}',
        "Your order is on its way to the packing table.",
        [
          { heading: "Thank you for your order" },
          { text: "We pack it today or tomorrow, and it is on its way to you right after." },
          {
            list: "event.items",
            title: "{{ item.name }}",
            detail: "{% if item.quantity %}Quantity: {{ item.quantity }}{% endif %}",
            aside: '{% if item.price %}{{ item.price | money: "EUR" }}{% endif %}',
            total: '{% if event.amount %}{{ event.amount | money: "EUR" }}{% endif %}',
          },
        ],
      ),
    },
    hand: {
      name: "After the purchase: a hand",
      document: mail("Getting the most out of it", "Two things most people find out too late.", [
        { heading: "Two things worth knowing" },
        {
          text: "- Read the small card in the box first. It saves ten minutes.\n- Keep the box for a week: if something is not right, it travels back in it.",
        },
        { button: "Tips and answers", href: "https://shop.example.com/help" },
      ]),
    },
    ask: {
      name: "After the purchase: a question",
      document: mail("How is it?", "One minute, three questions.", [
        { heading: "How is it?" },
        {
          text: "You ordered it two weeks ago. Would you choose it again? Others would like to know, and so would we.",
        },
        { button: "Write a review", href: "https://shop.example.com/review?order={{ event.order_id | url_encode }}" },
      ]),
    },
    "thanks-again": {
      name: "After the purchase: thanks for the review",
      document: mail("Thank you for your words", "They help more than you think.", [
        { heading: "Thank you" },
        { text: "Somebody will decide better because of what you wrote. And we have read it too, every word." },
      ]),
    },
  },
  tests: [
    testCase({
      name: "a reviewer is thanked and tagged",
      trigger: { event: "purchase_completed", properties: { order_id: "o-1", amount: 42 } },
      later: [["review_submitted", "P15D"]],
      expect: {
        messages: mails("thanks", "hand", "ask", "thanks-again"),
        path: [{ node_id: "reviewer" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "who has reviewed the order already is not asked for it",
      trigger: { event: "purchase_completed", properties: { order_id: "o-1", amount: 42 } },
      later: [["review_submitted", "P6D"]],
      expect: {
        messages: mails("thanks", "hand"),
        path: [{ node_id: "reviewed-already", port: "yes" }, { node_id: "early-reviewer" }],
        ended: "completed",
      },
    }),
    testCase({
      name: "who reviewed an earlier order is asked about this one",
      person: { history: [{ event: "review_submitted", properties: {}, before: "P30D" }] },
      trigger: { event: "purchase_completed", properties: { order_id: "o-2", amount: 42 } },
      expect: { messages: mails("thanks", "hand", "ask"), ended: "completed" },
    }),
    testCase({
      name: "who writes no review hears no more",
      trigger: { event: "purchase_completed", properties: { order_id: "o-1", amount: 42 } },
      expect: { messages: mails("thanks", "hand", "ask"), ended: "completed" },
    }),
  ],
};
