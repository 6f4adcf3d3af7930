import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import type { Hand } from "./act";
import type { Api } from "./product";

type Block = { id: string; type: string; when?: unknown; variants?: { block: { text?: string } }[] };
type Document = {
  subject: string;
  blocks: Block[];
  theme?: { font?: string };
  incentive?: unknown;
  on_failure?: unknown;
};
type Preview = { subject: string; html: string };

/** Somebody with a cart, a plan of their own and a tag, and somebody without. `run` tells one test's things from another's. */
export async function makeReaders(api: Api, run: string) {
  const [petra, nils] = [`petra-${run}`, `nils-${run}`];
  const first = { email: `${petra}@example.com`, first_name: `Petra ${run}`, attributes: { [`plan_${run}`]: "pro" } };
  await api.call("PUT", `/api/v1/subscribers/${petra}`, { ...first, tags: [`vip-${run}`] });
  await api.call("PUT", `/api/v1/subscribers/${nils}`, { email: `${nils}@example.com`, first_name: `Nils ${run}` });
  for (const userId of [petra, nils])
    await api.post("/api/v1/track", {
      userId,
      event: `seen_${run}`,
      properties: { [`products_${run}`]: [{ name: `Guji ${run}`, price: 14.5, quantity: 1, url: "", image: "" }] },
    });
  return { petra, nils };
}

/** A mail of these blocks, with a footer. */
export async function makeMail(api: Api, name: string, blocks: object[], subject = "News"): Promise<string> {
  const document = { v: 2, subject, preheader: "What is new", blocks: [...blocks, { id: "footer", type: "footer" }] };
  return (await api.post<{ id: string }>("/api/v1/templates", { name, document })).id;
}

/** The editor of a mail as one hand works in it, and what is stored of it meanwhile. */
export async function openMail(page: Page, api: Api, hand: Hand, id: string) {
  const stored = async () => (await api.get<{ document: Document }>(`/api/v1/templates/${id}`)).document;
  const outline = page.getByRole("navigation", { name: "Blocks" });
  const settings = page.getByRole("group", { name: "Settings", exact: true });
  const subject = page.getByRole("textbox", { name: "Subject" });
  const chosen = page.locator("section:focus");
  await page.goto(`/w/main/templates/${id}`);
  await expect(subject).toBeVisible();
  return {
    outline,
    settings,
    subject,
    stored,
    block: async (type: string) => (await stored()).blocks.find((one) => one.type === type),
    seenAs: async (external_id: string) =>
      api.post<Preview>("/api/v1/templates/preview", { document: await stored(), external_id }),
    /** a new block at the end, with its settings reached */
    async add(kind: string) {
      await hand.press(outline.getByRole("button", { name: "Add", exact: true }));
      const kinds = page.getByRole("dialog", { name: "Add a block" });
      await hand.press(kinds.getByRole("button", { name: kind, exact: true }));
      await hand.shortcut("Alt+Enter", chosen, settings);
    },
    async choose(block: RegExp) {
      await hand.press(outline.getByRole("button", { name: block }));
      await hand.shortcut("Alt+Enter", chosen, settings);
    },
    async chooseMail() {
      await hand.write(subject, "");
      await hand.shortcut("Alt+Enter", subject, settings);
    },
    openSection: (section: string) => hand.press(settings.locator("summary").filter({ hasText: section })),
  };
}
