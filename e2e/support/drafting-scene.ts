import type { Page } from "@playwright/test";
import { startFakeLlm } from "../../lib/testing/fake-llm";

/** The language model of the installation that is tested (playwright.config.ts). */
export const startLlm = (baseURL: string | undefined) =>
  startFakeLlm({ apiKey: "sk-of-the-operator", port: Number(new URL(baseURL ?? "").port) + 20_000 });

/** What the model answers to somebody who wants a welcome. */
export const welcome = {
  say: "A welcome, and two days later a reminder for those who have not opened it.",
  name: "Welcome for newcomers",
  settings: { exit_when: { event: "purchase_completed" } },
  steps: [
    { id: "start", type: "trigger.event", config: { event: "user_registered" }, next: "hello" },
    { id: "hello", type: "email", mail: "hello", next: "pause" },
    { id: "pause", type: "wait", config: { duration: "P2D" }, next: "opened" },
    {
      id: "opened",
      type: "branch",
      config: { condition: { message: "opened", node_id: "hello" } },
      next: { yes: null, no: "again" },
    },
    { id: "again", type: "email", mail: "again" },
  ],
  mails: {
    hello: {
      name: "Hello, newcomer",
      subject: "Good to have you",
      preview: "Three things to begin with",
      heading: "Welcome!",
      paragraphs: ['Hello {{ first_name | default: "there" }}, good to have you.', "- look around\n- ask us anything"],
      button: { label: "Look around", href: "https://example.com/start" },
    },
    again: { name: "Still there?", subject: "One more thing", paragraphs: ["You have not looked yet."] },
  },
};

/** One step more at the end of the welcome, everything else as it is. */
export const withLast = {
  say: "A last mail a week later.",
  steps: [
    ...["start", "hello", "pause", "opened"].map((id) => ({ id })),
    { id: "again", next: "week" },
    { id: "week", type: "wait", config: { duration: "P7D" }, next: "last" },
    { id: "last", type: "email", mail: "last" },
  ],
  mails: { last: { name: "The last one", subject: "We leave you in peace", paragraphs: ["Bye for now."] } },
};

export const dialogOf = (page: Page) => page.getByRole("dialog", { name: /^Describe/ });
export const changesOf = (page: Page) => page.getByRole("complementary", { name: "What would change" });
