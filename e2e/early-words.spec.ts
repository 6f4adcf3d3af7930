import { makeMail } from "./support/mail-scene";
import { expect, test } from "./support/product";

test.use({ viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });

const paragraph = { type: "paragraph", content: [{ type: "text", text: "Our news" }] };
const words = { id: "words", type: "text", content: { type: "doc", content: [paragraph] } };

test("what is typed and pasted before a mail's text engine has come stands in the text when it comes", async ({
  signedIn: page,
  api,
}) => {
  const id = await makeMail(api, `Early ${Date.now().toString(36)}`, [words]);
  await page.goto(`/w/main/templates/${id}`);
  const text = page.getByRole("group", { name: "Text", exact: true }).getByRole("textbox");
  await expect(text).toHaveAttribute("aria-readonly", "true");
  await page.evaluate(() => navigator.clipboard.writeText("pasted"));
  const { promise: arrival, resolve: arrive } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await arrival;
    await route.continue();
  });
  await text.click();
  await page.keyboard.type(", ");
  await page.keyboard.press("ControlOrMeta+v");
  await page.keyboard.type(" here");
  arrive();
  await expect(text).toHaveText("Our news, pasted here");
  await expect
    .poll(async () => JSON.stringify(await api.get(`/api/v1/templates/${id}`)))
    .toContain("Our news, pasted here");
});
