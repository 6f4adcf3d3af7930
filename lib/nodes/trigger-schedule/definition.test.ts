import { expect, test } from "vitest";
import { describeConfig, stepNode } from "@/lib/testing/step-node";
import { triggerSchedule } from "./definition";

const about = (config: Parameters<typeof describeConfig>[1]) => describeConfig(triggerSchedule, config);

test("everyone who enters goes straight on", () => {
  expect(stepNode(triggerSchedule, { repeat: "weekly", time: "09:00" })).toEqual({ kind: "leave", port: "next" });
});

test("says who enters when", () => {
  expect(about({ repeat: "weekly", time: "09:00", weekdays: ["fri", "mon"], clock: "person" }).summary).toBe(
    "Everybody enters every Monday, Friday at 09:00, their time",
  );
  expect(about({ repeat: "once", at: "2026-05-01T09:00", segment_id: "vip" })).toMatchObject({
    summary: "“vip” enters on 2026-05-01 at 09:00",
    references: { segments: ["vip"] },
  });
  expect(about({ repeat: "cron", cron: "0 9 1 * *" }).summary).toBe("Everybody enters by “0 9 1 * *”");
});

test("what is missing or no time is told by its setting", () => {
  expect(about({ repeat: "once" }).problems).toEqual(["error at"]);
  expect(about({ repeat: "once", at: "soon" }).problems).toEqual(["error at"]);
  expect(about({ repeat: "weekly" }).problems).toEqual(["error time"]);
  expect(about({ repeat: "cron" }).problems).toEqual(["error cron"]);
  expect(about({ repeat: "cron", cron: "every day" }).problems).toEqual(["error cron"]);
  expect(about({ repeat: "cron", cron: "*/5 * * * *" }).problems).toEqual([]);
});
