import type { Incentive } from "@/lib/email/incentive";
import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

/** P7: a share of the cart; over 200 an amount instead, 15 % of the cart but never more than 30. */
const incentive = (percent: number): Incentive => ({
  offers: [{ percent }],
  value_path: "event.cart_value",
  large_cart: { over: 200, percent: 15, amount_max: 30 },
  currency: "EUR",
});

const cart = "https://shop.example.com/cart";
const items = {
  list: "event.items",
  title: "{{ item.name }}",
  detail: "{% if item.quantity %}Quantity: {{ item.quantity }}{% endif %}",
  aside: '{% if item.price %}{{ item.price | money: "EUR" }}{% endif %}',
  total: '{{ event.cart_value | money: "EUR" }}',
};
/** Since this cart was left: an earlier one that was emptied says nothing about it. */
const stillThere = { none: [{ event: "cart_emptied", since: "entry" as const }] };

/** Reminders after 1, 24 and 72 hours with a growing incentive; a purchase ends it at once, an emptied cart before the next mail. */
export const abandonedCart: GalleryJourney = {
  key: "abandoned-cart",
  name: "Abandoned cart",
  category: "shop",
  purpose: "Bring people back to a cart they left, and stop the moment they buy.",
  description:
    "Three reminders after 1, 24 and 72 hours: first a plain one, then 10 %, then 15 % off; carts over 200 get a fixed amount instead, at most 30. Before each mail the cart is looked at, and a purchase ends it at once.",
  needs: [
    {
      kind: "event",
      name: "cart_abandoned",
      why: "starts the journey; “cart_value” and “items” are shown in the mails",
      example: {
        cart_value: 250,
        cart_id: "c-1",
        items: [{ name: "Walnut tray", price: 125, quantity: 2, url: "https://shop.example.com/walnut-tray" }],
      },
    },
    { kind: "event", name: "purchase_completed", why: "is the goal: no more reminders", example: { amount: 250 } },
    { kind: "event", name: "cart_emptied", why: "means there is nothing to remind of", example: { cart_id: "c-1" } },
  ],
  settings: { reentry: { policy: "after", after: "P7D" } },
  graph: graphOf(
    {
      left: [
        "trigger.event",
        { event: "cart_abandoned", where: { path: "event.cart_value", op: "greater_than", value: 0 } },
      ],
      hour: ["wait", { duration: "PT1H" }],
      "check-1": ["branch", { condition: stillThere }],
      "reminder-1": ["email", { template_id: "@templates/reminder" }],
      day: ["wait", { duration: "PT23H" }],
      "check-2": ["branch", { condition: stillThere }],
      "reminder-2": ["email", { template_id: "@templates/ten-percent" }],
      "two-days": ["wait", { duration: "PT48H" }],
      "check-3": ["branch", { condition: stillThere }],
      "reminder-3": ["email", { template_id: "@templates/fifteen-percent" }],
      bought: ["goal", { event: "purchase_completed", window: "P3D" }],
      emptied: ["exit", { reason: "cart emptied" }],
    },
    [
      "left > hour > check-1",
      "check-1.yes > reminder-1 > day > check-2",
      "check-2.yes > reminder-2 > two-days > check-3",
      "check-3.yes > reminder-3 > bought",
      "check-1.no > emptied",
      "check-2.no > emptied",
      "check-3.no > emptied",
    ],
  ),
  templates: {
    reminder: {
      name: "Cart 1: still there",
      document: mail("Your cart is as you left it", "We kept everything for you.", [
        { heading: "Still thinking about it?" },
        { text: 'No hurry, {{ first_name | default: "really" }}: your cart is as you left it.' },
        items,
        { button: "Back to the cart", href: cart },
      ]),
    },
    "ten-percent": {
      name: "Cart 2: first offer",
      document: mail(
        "{{ incentive.label }} off what is in your cart",
        "For the next two days.",
        [
          { heading: "A little help with the decision" },
          {
            text: "Order within two days and your cart is **{{ incentive.label }}** cheaper. It is taken off at the checkout.",
          },
          items,
          { button: "Finish the order", href: `${cart}?offer=2` },
        ],
        { incentive: incentive(10) },
      ),
    },
    "fifteen-percent": {
      name: "Cart 3: last offer",
      document: mail(
        "Last call: {{ incentive.label }} off, then we let it go",
        "The cart goes back on the shelf in three days.",
        [
          { heading: "Before it goes back on the shelf" },
          {
            text: "This is our last mail about this cart. **{{ incentive.label }}** off if you order within three days; after that the things go back on the shelf.",
          },
          items,
          { button: "Order now", href: `${cart}?offer=3` },
        ],
        { incentive: incentive(15) },
      ),
    },
  },
  tests: [
    testCase({
      name: "a cart of 250 gets 30 off, not 15 %",
      trigger: { event: "cart_abandoned", properties: { cart_value: 250 } },
      expect: {
        messages: [
          { node_id: "reminder-1" },
          { node_id: "reminder-2", subject_contains: "30" },
          { node_id: "reminder-3", subject_contains: "30" },
        ],
        ended: "completed",
        reason: "goal_not_reached",
      },
    }),
    testCase({
      name: "a cart of 80 gets 10 %, then 15 %",
      trigger: { event: "cart_abandoned", properties: { cart_value: 80 } },
      expect: {
        messages: [
          { node_id: "reminder-1" },
          { node_id: "reminder-2", subject_contains: "10" },
          { node_id: "reminder-3", subject_contains: "15" },
        ],
      },
    }),
    testCase({
      name: "a buyer gets no reminder after the purchase",
      trigger: { event: "cart_abandoned", properties: { cart_value: 80 } },
      later: [["purchase_completed", "PT3H", { amount: 80 }]],
      expect: { messages: mails("reminder-1"), path: [{ node_id: "bought", port: "next" }], ended: "completed" },
    }),
    testCase({
      name: "who buys within the hour gets no mail at all",
      trigger: { event: "cart_abandoned", properties: { cart_value: 80 } },
      later: [["purchase_completed", "PT20M", { amount: 80 }]],
      expect: { messages: [], ended: "completed" },
    }),
    testCase({
      name: "an emptied cart is not reminded of",
      trigger: { event: "cart_abandoned", properties: { cart_value: 80 } },
      later: [["cart_emptied", "PT5H"]],
      expect: { messages: mails("reminder-1"), ended: "exited", reason: "cart emptied" },
    }),
    testCase({
      name: "a cart emptied the day before says nothing about this one",
      person: { history: [{ event: "cart_emptied", before: "P1D", properties: {} }] },
      trigger: { event: "cart_abandoned", properties: { cart_value: 80 } },
      expect: { messages: mails("reminder-1", "reminder-2", "reminder-3") },
    }),
  ],
};
