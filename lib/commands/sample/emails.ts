import type { EmailDocument } from "@/lib/email/document";
import { richTextFromPlain } from "@/lib/email/short-form";

type Part = { heading: string } | { text: string } | { button: string; href: string } | "divider";

/** A document from its parts, with block ids that never change and the footer every marketing mail needs. */
function mail(subject: string, preheader: string, parts: Part[]): EmailDocument {
  const blocks = parts.map((part, index): EmailDocument["blocks"][number] => {
    const id = `b${index + 1}`;
    if (part === "divider") return { id, type: "divider" };
    if ("heading" in part) return { id, type: "heading", text: part.heading, level: 1, align: "left" };
    if ("text" in part) return { id, type: "text", content: richTextFromPlain(part.text), align: "left" };
    return { id, type: "button", label: part.button, href: part.href, align: "left", variant: "solid" };
  });
  return {
    v: 1,
    subject,
    preheader,
    blocks: [...blocks, { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" }],
  };
}

/** The mails of the sample shop, a small roastery, by key. */
export const sampleEmails = {
  welcome: {
    name: "Welcome",
    document: mail(
      'Welcome to Northbound, {{ first_name | default: "coffee lover" }}',
      "Your first cup starts with one choice.",
      [
        { heading: '{{ first_name | default: "Hello" }}, good to have you' },
        {
          text: "We roast on Mondays and ship on Tuesdays, so what reaches you is never older than a week.\n\nNot sure where to begin? Most people start with the Guji: bright, sweet, hard to get wrong.",
        },
        { button: "Find your coffee", href: "https://shop.example.com/start" },
        "divider",
        { text: "Questions about grinding, water or anything else? Just reply. A person reads every mail." },
      ],
    ),
  },
  guide: {
    name: "Brewing guide",
    document: mail("Three minutes to a better cup", "15 grams, 250 millilitres, and one small trick.", [
      { heading: "The recipe we use every morning" },
      {
        text: "- 15 g of coffee, ground like coarse sand\n- 250 ml of water, just off the boil\n- 45 seconds of bloom, then pour in three slow circles",
      },
      { text: "The trick: rinse the filter first. It warms the cup and takes the taste of paper away." },
      { button: "Read the whole guide", href: "https://shop.example.com/guides/pour-over" },
    ]),
  },
  secondChance: {
    name: "Welcome, second try",
    document: mail("Which coffee are you?", "Four questions, one answer, no wrong ones.", [
      { heading: "Tell us how you drink it" },
      {
        text: "Chocolate or berries? Milk or black? Answer four questions and we will point at one bag, not at forty.",
      },
      { button: "Take the four questions", href: "https://shop.example.com/quiz" },
    ]),
  },
  firstOrder: {
    name: "First order, 10 %",
    document: mail(
      '{{ first_name | default: "Hello" }}, 10 % off your first bag',
      "The code WELCOME10 works for two weeks.",
      [
        { heading: "Your first bag, 10 % lighter on the purse" },
        { text: "Use the code **WELCOME10** at the checkout. It works once, on anything, for two weeks." },
        { button: "Choose a bag", href: "https://shop.example.com/beans?code=WELCOME10" },
      ],
    ),
  },
  cartFirst: {
    name: "Cart: still there",
    document: mail("You left {{ event.product_name | default: 'something' }} in your cart", "We kept it for you.", [
      { heading: "Still thinking about it?" },
      {
        text: "Your cart is as you left it: {{ event.product_name | default: 'a few good things' }}, {{ event.cart_value | money: 'EUR' | default: 'a few euros' }} in all.",
      },
      { button: "Back to the cart", href: "https://shop.example.com/cart" },
    ]),
  },
  cartSecond: {
    name: "Cart: what others say",
    document: mail(
      "What people say about {{ event.product_name | default: 'it' }}",
      "Two short notes from the kitchen table.",
      [
        { heading: "You are not the only one looking" },
        {
          text: "“I stopped buying coffee on the way to work.” Greta, Hamburg\n\n“Sent one to my brother. Now he wants a grinder.” Theo, Leeds",
        },
        { button: "Finish the order", href: "https://shop.example.com/cart" },
      ],
    ),
  },
  cartThird: {
    name: "Cart: last call, free shipping",
    document: mail("Shipping is on us until tomorrow", "Then the cart goes back on the shelf.", [
      { heading: "Last call, with free shipping" },
      { text: "We will empty the cart tomorrow. Until then shipping costs nothing." },
      { button: "Order with free shipping", href: "https://shop.example.com/cart?shipping=free" },
    ]),
  },
} as const satisfies Record<string, { name: string; document: EmailDocument }>;

export type SampleEmailKey = keyof typeof sampleEmails;
