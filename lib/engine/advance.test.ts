import { describe, expect, test } from "vitest";
import { driveJourney } from "@/lib/testing/drive-journey";

const minute = 60_000;
const hour = 60 * minute;

describe("advance", () => {
  test("walks as far as it can and waits with what it listens to", () => {
    const run = driveJourney({
      nodes: [
        { id: "start", type: "trigger.event", config: { event: "signup" } },
        { id: "mail", type: "email", config: { subject: "Hi", body: "Hello" } },
        { id: "wait", type: "wait", config: { duration: "PT1H" } },
        { id: "bye", type: "email", config: { subject: "Bye", body: "Bye" } },
      ],
      edges: ["start next mail", "mail next wait", "wait next bye"],
    });
    run.enter();
    expect(run.waitingAt()).toEqual({ node: "wait", in: hour });
    expect(run.effects()).toEqual(["mail send_email"]);
    run.runTimer();
    expect(run.ended()).toEqual("completed end_of_path");
    expect(run.effects()).toEqual(["mail send_email", "bye send_email"]);
    expect(run.path()).toEqual(["start next", "mail next", "wait waiting", "wait next", "bye next"]);
  });
});
