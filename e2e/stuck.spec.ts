import { makeJourney, step } from "./support/canvas";
import { query } from "./support/database";
import { expectAccessible } from "./support/expect-accessible";
import { expect, test } from "./support/product";
import { stuckPeople } from "./support/watchdog";

const run = Date.now().toString(36);
let waiting: string;

/** Stella waits for what nobody has ever done. The watchdog looks each half minute: what else there is to test is tested meanwhile. */
test.beforeAll(async ({ api }) => {
  waiting = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "signed", type: "wait_for_event", config: { events: [{ event: `signed_${run}`, port: "signed" }] } },
    ],
    edges: [{ from: "start", port: "next", to: "signed" }],
  });
  await api.post(`/api/v1/journeys/${waiting}/publish`);
  await api.call("PUT", `/api/v1/subscribers/stella-${run}`, { first_name: `Stella ${run}` });
  await api.post(`/api/v1/journeys/${waiting}/enrollments`, { external_id: `stella-${run}` });
});

/** As the engine leaves a run for whom the step failed eight times, where it stands. */
async function setAside(externalId: string, error: string): Promise<void> {
  await query(
    `with stood as (
      delete from waiting w using subscribers s where s.id = w.subscriber_id and s.external_id = $1 returning w.*
    ), ended as (
      update enrollments e set state = 'failed', ended_at = now(), end_reason = 'step_error' from stood s where e.id = s.id
    ), logged as (
      insert into walks (enrollment_id, workspace_id, version_id, at, first_visit, log)
      select id, workspace_id, version_id, now(), visit, format('[[%s,4,0,0,0,null,%s]]', node, to_json($2::text)) from stood
    )
    insert into quarantine (enrollment_id, workspace_id, version_id, node, error, at, position)
    select id, workspace_id, version_id, node, $2, now(), json_build_object('shard', shard, 'node', node, 'visit', visit,
      'locks', locks, 'arrived_at', extract(epoch from arrived_at), 'wake', null) from stood`,
    [externalId, error],
  );
}

test("of somebody for whom a step failed their page says what happened, where, since when and what to do", async ({
  signedIn: page,
  api,
}) => {
  const id = `petra-${run}`;
  const journey = await makeJourney(api, {
    nodes: [
      { id: "start", type: "trigger.manual", config: {} },
      { id: "later", type: "wait", config: { duration: "P1D" } },
    ],
    edges: [{ from: "start", port: "next", to: "later" }],
  });
  await api.post(`/api/v1/journeys/${journey}/publish`);
  await api.call("PUT", `/api/v1/subscribers/${id}`, { first_name: `Petra ${run}` });
  await api.post(`/api/v1/journeys/${journey}/enrollments`, { external_id: id });
  await expect
    .poll(() =>
      query(
        "select from waiting w join subscribers s on s.id = w.subscriber_id where s.external_id = $1 and w.visit > 0",
        [id],
      ),
    )
    .toHaveLength(1);
  await setAside(id, `column "first_name" holds no number\n${"and this is where it was ".repeat(9)}`);

  await page.goto(`/w/main/people/${id}?tab=journeys`);
  await page.getByRole("button", { name: /failed/ }).click();
  await expect(page.getByText("A step failed for them, and they are set aside at: Wait 1 day")).toBeVisible();
  await expect(page.getByText(/^Since .+ It does not go on by itself any more\.$/)).toBeVisible();
  const error = page.getByText('The error: column "first_name" holds no number');
  await error.click();
  await expect(page.getByText(/and this is where it was/).first()).toBeVisible();
  await expectAccessible(page, "a run that failed");
  await expect(page.getByRole("link", { name: "Open the step" })).toHaveAttribute("href", /\?node=later$/);
  await page.getByRole("button", { name: "Walk again from here" }).click();
  await expect(page.getByText("Walks again from where they stood")).toBeVisible();
  await expect(page.getByText("A step failed for them, and they are set aside")).toBeHidden();
});

test("who stands still is found by name and by step from any view of the journey", async ({ signedIn: page, api }) => {
  await expect.poll(() => stuckPeople(api, waiting), { timeout: 90_000 }).toEqual([1]);
  await page.goto(`/w/main/journeys/${waiting}?view=report`);
  await page.getByRole("button", { name: "1 stuck" }).click();
  const sheet = page.getByRole("dialog", { name: "Needs you" });
  await expect(sheet.getByText("1 person waits for what cannot happen")).toBeVisible();
  await expectAccessible(page, "who stands still");
  await sheet.getByRole("button", { name: "See who" }).click();
  await expect(page.getByRole("dialog", { name: "People at this step" }).getByText(`Stella ${run}`)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto(`/w/main/journeys/${waiting}?view=report&stuck=1`);
  await sheet.getByRole("button", { name: "Open the step" }).click();
  await expect(sheet).toBeHidden();
  await expect(step(page, "signed")).toBeFocused();
});
