import { expect, test } from "vitest";
import { readEngagedSend } from "@/lib/commands/record-engagement";
import { unsubscribe } from "@/lib/commands/unsubscribe";
import { driveJourneys } from "@/lib/testing/journey-driver";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { keyClient } from "./_testing/api-driver";
import { settle } from "./_testing/let-workers-work";

setUpTestDatabase();
process.env.APP_SECRET = "a-secret-for-tests-that-is-long-enough";
process.env.APP_URL = "http://localhost:3000";

type Listed = { data: { id: string; address: string; reason: string }[] };

test("D11 an unsubscribe that an operator takes back is taken back: mail goes out again, and whoever waited for it goes on", async () => {
  const driver = await driveJourneys();
  const api = await keyClient(driver.workspace.id);
  await api("PUT", "/subscribers/ada", { email: "Ada@example.com" });
  const mail = {
    nodes: [
      { id: "start", type: "trigger.manual" },
      { id: "mail", type: "email", config: { subject: "Hello", body: "Hello" } },
    ],
    edges: ["start -> mail"],
    settings: { reentry: { policy: "parallel" } },
  };
  const journey = await driver.journey(mail);
  const send = async () => {
    await api("POST", `/journeys/${journey}/enrollments`, { external_id: "ada" });
    await settle(driver);
    return (
      (await api("GET", "/messages?external_id=ada&limit=1")).body as {
        data: { id: string; status: string; reason: string | null }[];
      }
    ).data[0];
  };
  const sent = await send();
  expect(sent).toMatchObject({ status: "sent" });
  const engaged = await readEngagedSend(sent?.id ?? "");
  if (!engaged) throw new Error("the mail is gone");
  await unsubscribe(engaged);
  expect(await send()).toMatchObject({ status: "skipped", reason: "unsubscribed" });
  const waiting = await driver.journey({
    nodes: [
      { id: "start", type: "trigger.manual" },
      {
        id: "back",
        type: "wait_until",
        config: { condition: { consent: "email", is: "subscribed" }, timeout: "P30D" },
      },
    ],
    edges: ["start -> back"],
  });
  await api("POST", `/journeys/${waiting}/enrollments`, { external_id: "ada" });
  await settle(driver);
  expect(await api("GET", `/journeys/${waiting}`)).toMatchObject({ body: { totals: { active: 1 } } });

  const { data } = (await api("GET", "/suppressions")).body as Listed;
  expect(data).toMatchObject([{ address: "ada@example.com", reason: "unsubscribed" }]);
  expect(await api("DELETE", `/suppressions/${data[0]?.id}`)).toMatchObject({ status: 204 });
  expect(await api("GET", "/subscribers/ada")).toMatchObject({ body: { unsubscribed_at: null } });
  await settle(driver);
  expect(await send()).toMatchObject({ status: "sent" });
  expect(await api("GET", `/journeys/${waiting}`)).toMatchObject({ body: { totals: { active: 0, completed: 1 } } });
});

test("whoever waits for an address to be suppressed sees it at once", async () => {
  const driver = await driveJourneys();
  const api = await keyClient(driver.workspace.id);
  await api("PUT", "/subscribers/ada", { email: "ada@example.com" });
  const journey = await driver.journey({
    nodes: [
      { id: "start", type: "trigger.manual" },
      {
        id: "until",
        type: "wait_until",
        config: { condition: { consent: "email", is: "suppressed" }, timeout: "P30D" },
      },
    ],
    edges: ["start -> until"],
  });
  await api("POST", `/journeys/${journey}/enrollments`, { external_id: "ada" });
  await settle(driver);
  expect(await api("POST", "/suppressions", { address: "ada@example.com" })).toMatchObject({ status: 201 });
  await settle(driver);
  expect(await api("GET", `/journeys/${journey}`)).toMatchObject({ body: { totals: { active: 0, completed: 1 } } });
});
