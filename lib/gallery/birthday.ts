import { graphOf, mail, mails, testCase } from "./compose";
import type { GalleryJourney } from "./gallery-journey";

export const birthday: GalleryJourney = {
  key: "birthday",
  name: "Birthday",
  category: "moments",
  purpose: "A kind word on the day itself, in the morning, wherever people live.",
  description:
    "Every year on the date in “birthday”, at nine where the person lives: a short mail with a present. Four days later a reminder for those who have not used it. Born on 29 February? Then on the 28th in other years.",
  needs: [
    { kind: "attribute", name: "birthday", why: "the date, such as 1990-05-17" },
    { kind: "event", name: "purchase_completed", why: "means the present was used", example: { amount: 42 } },
  ],
  settings: { reentry: { policy: "after", after: "P300D" }, consent_required: true },
  graph: graphOf(
    {
      day: ["trigger.date_attribute", { attribute: "birthday", yearly: true, time: "09:00" }],
      wish: ["email", { template_id: "@templates/wish" }],
      used: ["wait_for_event", { events: [{ event: "purchase_completed", port: "used" }], timeout: "P4D" }],
      reminder: ["email", { template_id: "@templates/reminder" }],
    },
    ["day > wish > used", "used.timeout > reminder"],
  ),
  templates: {
    wish: {
      name: "Birthday: a present",
      document: mail(
        "Happy birthday{% if first_name %}, {{ first_name }}{% endif %}!",
        "A small present, for one week.",
        [
          { heading: "All the best" },
          { text: "Today is yours. Our present: **{{ incentive.label }}** off whatever you like, for one week." },
          { button: "Unwrap it", href: "https://shop.example.com/birthday" },
        ],
        { incentive: { offers: [{ percent: 20 }], value_path: "event.cart_value", currency: "EUR" } },
      ),
    },
    reminder: {
      name: "Birthday: still there",
      document: mail("Your present is still here", "Three days left.", [
        { heading: "Still wrapped" },
        { text: "Your birthday present waits for three days more. No hurry, only a reminder." },
        { button: "Unwrap it", href: "https://shop.example.com/birthday" },
      ]),
    },
  },
  tests: [
    testCase({
      name: "who does not use the present is reminded once",
      person: { attributes: { birthday: "1990-03-02" } },
      expect: { messages: mails("wish", "reminder"), ended: "completed" },
    }),
    testCase({
      name: "who uses it hears no more",
      person: { attributes: { birthday: "1990-03-02" } },
      later: [["purchase_completed", "P1D"]],
      expect: { messages: mails("wish"), ended: "completed" },
    }),
  ],
};
