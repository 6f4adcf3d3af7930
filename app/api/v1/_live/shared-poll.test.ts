import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSharedPoll } from "./shared-poll";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a shared poll", () => {
  it("reads once a second for a hundred listeners, and not at all after the last has gone", async () => {
    const poll = createSharedPoll<number>(1_000, () => {});
    const read = vi.fn(async () => read.mock.calls.length);
    const heard: number[] = [];
    const stops = Array.from({ length: 100 }, (_, i) =>
      poll.subscribe("journey", read, (value) => (i === 99 ? heard.push(value) : undefined)),
    );
    await vi.advanceTimersByTimeAsync(5_500);
    expect(read).toHaveBeenCalledTimes(6);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(read).toHaveBeenCalledTimes(6);
    expect(poll.size).toBe(0);
  });

  it("tells a later listener at once what is known", async () => {
    const poll = createSharedPoll<string>(1_000, () => {});
    poll.subscribe(
      "journey",
      async () => "counts",
      () => {},
    );
    await vi.advanceTimersByTimeAsync(10);
    const heard: string[] = [];
    poll.subscribe(
      "journey",
      async () => "never read",
      (value) => heard.push(value),
    );
    expect(heard).toEqual(["counts"]);
  });

  it("goes on after a reading that failed, and never has two under way", async () => {
    const errors: unknown[] = [];
    const poll = createSharedPoll<number>(1_000, (error) => errors.push(error));
    let open = 0;
    let most = 0;
    let turn = 0;
    const read = async () => {
      open++;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      open--;
      if (turn++ === 0) throw new Error("the database is away");
      return turn;
    };
    const heard: number[] = [];
    poll.subscribe("journey", read, (value) => heard.push(value));
    await vi.advanceTimersByTimeAsync(8_000);
    expect(most).toBe(1);
    expect(errors).toHaveLength(1);
    expect(heard).toEqual([2]);
  });

  it("a listener that comes back between two readings starts anew", async () => {
    const poll = createSharedPoll<number>(1_000, () => {});
    const read = vi.fn(async () => 1);
    poll.subscribe("journey", read, () => {})();
    poll.subscribe("journey", read, () => {});
    await vi.advanceTimersByTimeAsync(2_500);
    expect(poll.size).toBe(1);
    expect(read.mock.calls.length).toBeLessThanOrEqual(4);
  });
});
