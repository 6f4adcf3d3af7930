import { makeJourney } from "./support/canvas";
import { expect, test } from "./support/product";

test.use({ timezoneId: "Asia/Tokyo" });

test("pages begin with their answers: what is on them stands in the first HTML, and the browser takes it over as it is", async ({
  signedIn: page,
  api,
}) => {
  const run = Date.now().toString(36);
  const { name } = await api.get<{ name: string }>(`/api/v1/journeys/${await makeJourney(api)}`);
  const person = `paint-${run}@example.com`;
  await api.call("PUT", `/api/v1/subscribers/paint-${run}`, { email: person });
  const segment = `Painted ${run}`;
  await api.post("/api/v1/segments", { name: segment, kind: "manual" });

  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  const pages: [path: string, shows: string][] = [
    ["", "Recent activity"],
    ["/journeys", name],
    ["/people", person],
    ["/segments", segment],
  ];
  for (const [path, shows] of pages) {
    // A busy machine may answer too late for it; then the browser asks, as it does for everything else.
    await expect.poll(async () => (await page.request.get(`/w/main${path}`)).text()).toContain(shows);
    await page.goto(`/w/main${path}`);
    await expect(page.getByText(shows).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  }
  expect(said).toEqual([]);

  const stranger = await page.request.get("/w/main/people", { headers: { cookie: "" }, maxRedirects: 0 });
  expect(await stranger.text()).not.toContain(person);
});
