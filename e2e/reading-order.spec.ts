import { makeJourney, openCanvas, step } from "./support/canvas";
import { press } from "./support/keyboard";
import { expect, test } from "./support/product";

/** What a screen reader says and in which order, read from the browser's accessibility tree. */

test.use({ viewport: { width: 1440, height: 900 } });

test("the outline reads a journey in its order: levels, arms by name, what follows, who waits", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await api.post(`/api/v1/journeys/${journey}/publish`);
  for (const who of ["one", "two"]) {
    const person = `${who}-${journey.slice(-6)}`;
    await api.call("PUT", `/api/v1/subscribers/${person}`, { email: `${person}@example.com` });
    await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: person });
  }
  await openCanvas(page, journey);
  await expect(step(page, "day")).toHaveAccessibleDescription("2 waiting");
  await expect(step(page, "day")).toHaveAccessibleName("Wait: Wait 1 day, step 2 of 6, leads to Has tag “vip”?");
  await step(page, "day").focus();
  await press(page, "o");
  const tree = page.getByRole("tree", { name: "Steps of the journey" });
  await expect(tree).toMatchAriaSnapshot(`
    - tree "Steps of the journey":
      - treeitem "Added by hand or API When added by hand or through the API step 1 of 6, leads to Wait 1 day. 2 entered" [level=1]
      - treeitem "Wait Wait 1 day step 2 of 6, leads to Has tag “vip”?. 2 waiting" [level=1]
      - treeitem "Yes / no branch Has tag “vip”? step 3 of 6, Yes leads to Send “For you”; No leads to Wait 2 days." [level=1]
      - treeitem "Exit “Yes”" [level=2]
      - treeitem "Send email Send “For you” step 4 of 6, leads to Exit the journey." [level=3]
      - treeitem "Exit Exit the journey step 5 of 6, ends the journey." [level=3]
      - treeitem "Exit “No”" [level=2]
      - treeitem "Wait Wait 2 days step 6 of 6, leads to the end." [level=3]
      - treeitem "Ends here; Enter adds a step" [level=4]
  `);
  await expect(tree.locator("[tabindex='0'][role=treeitem]")).toHaveCount(1);

  // As it is read row by row, each row with the focus once.
  await press(page, "Home");
  const heard: string[] = [];
  for (const row of await tree.getByRole("treeitem").all()) {
    await expect(row).toBeFocused();
    heard.push((await row.getAttribute("aria-level")) ?? "");
    await press(page, "ArrowDown");
  }
  expect(heard.join("")).toBe("111233234");

  // Somebody moves on: the row says so, whoever listens.
  await api.post("/api/v1/clock", { advance: "P1DT1M" });
  await expect(tree.getByRole("treeitem", { name: /^Wait Wait 1 day/ })).toHaveAccessibleName(/2 passed$/);
  await expect(tree.getByRole("treeitem", { name: /^Wait Wait 2 days/ })).toHaveAccessibleName(/2 waiting$/);
});

test("the settings read kind, help and each setting with its label; what is wrong is announced with it", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "reply", type: "wait_for_event", config: { events: [{ event: "", port: "done" }], timeout: "P1D" } },
    ],
    edges: [{ from: "start", port: "next", to: "reply" }],
  });
  await openCanvas(page, journey, "?node=reply");
  const settings = page.getByRole("complementary", { name: "Settings: Wait for an event" });
  await expect(settings).toMatchAriaSnapshot(`
    - 'complementary "Settings: Wait for an event"':
      - heading "Wait for an event" [level=2]
      - paragraph: /Holds people until/
      - button "Delete this step"
      - button "Close the settings"
      - group:
        - group "Settings of Wait for an event":
          - region "Events":
            - heading "Events" [level=3]
            - list:
              - listitem:
                - textbox "Name of exit 1": done
                - combobox "Event 1"
            - alert: Choose the event to wait for.
          - group "For at most":
            - 'textbox "For at most: days"': "1"
          - region "Where it leads":
            - heading "Then" [level=3]
            - combobox "Where “Event” leads"
            - combobox "Where “No event” leads"
          - textbox "Note"
  `);
});

test("the overview is one heading with its parts below it, each list under the heading that names it", async ({
  signedIn: page,
  api,
}) => {
  const journey = await makeJourney(api);
  await api.post(`/api/v1/journeys/${journey}/publish`);
  await page.goto("/w/main");
  await expect(page.getByRole("heading", { name: "Recent activity" })).toBeVisible();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Overview" [level=1]
      - region "The last seven days":
        - heading "In journeys now" [level=2]
        - heading "Entered" [level=2]
        - heading "Emails sent" [level=2]
        - heading "Open rate" [level=2]
        - heading "Conversions" [level=2]
      - heading "Journeys" [level=2]
      - link "All journeys"
      - list
      - list
      - heading "Recent activity" [level=2]
  `);
  const levels = await page
    .getByRole("main")
    .locator("h1, h2, h3, h4")
    .evaluateAll((headings) => headings.map(({ tagName }) => tagName));
  expect(levels.filter((tag) => tag === "H1")).toHaveLength(1);
  expect(levels[0]).toBe("H1");
});
