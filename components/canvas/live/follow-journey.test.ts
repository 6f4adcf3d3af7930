import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followJourney, type LiveSource, type LiveState } from "./follow-journey";

const counts = { version: 1, nodes: {} };

function scene(part: Pick<LiveSource, "stream" | "ask">) {
  const states: LiveState[] = [];
  const heard: unknown[] = [];
  const stop = new AbortController();
  const source: LiveSource = {
    ...part,
    onCounts: (value) => heard.push(value),
    onPresent: () => {},
    onComments: () => {},
    onState: (state) => (states.at(-1) === state ? undefined : states.push(state)),
  };
  const done = followJourney(source, stop.signal);
  return {
    states,
    heard,
    stop: () => {
      stop.abort();
      return done;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("following a journey", () => {
  it("opens the stream again after it has ended", async () => {
    const stream = vi.fn(async (_signal: AbortSignal, tell: (event: string, data: unknown) => void) => {
      tell("counts", counts);
    });
    const s = scene({ stream, ask: async () => counts });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(stream).toHaveBeenCalledTimes(4);
    expect(s.states).toEqual(["live"]);
    await s.stop();
  });

  it("asks every few seconds where the stream does not come through, and tries it again", async () => {
    const stream = vi.fn(async () => {
      throw new Error("held back");
    });
    const ask = vi.fn(async () => counts);
    const s = scene({ stream, ask });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(s.states).toEqual(["polling"]);
    expect(ask.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(stream.mock.calls.length).toBeGreaterThanOrEqual(2);
    await s.stop();
  });

  it("says that it is offline, less and less often asks, and comes back", async () => {
    let away = true;
    const stream = vi.fn(async (_signal: AbortSignal, tell: (event: string, data: unknown) => void) => {
      if (away) throw new Error("no network");
      tell("counts", counts);
      await new Promise(() => {});
    });
    const s = scene({
      stream,
      ask: async () => {
        throw new Error("no network");
      },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(s.states).toEqual(["offline"]);
    expect(stream.mock.calls.length).toBeLessThan(8);
    away = false;
    await vi.advanceTimersByTimeAsync(31_000);
    expect(s.states).toEqual(["offline", "live"]);
    expect(s.heard).toEqual([counts]);
  });

  it("nothing is asked after it was stopped", async () => {
    const ask = vi.fn(async () => counts);
    const s = scene({ stream: () => Promise.reject(new Error("no")), ask });
    await vi.advanceTimersByTimeAsync(100);
    await s.stop();
    const before = ask.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask.mock.calls.length).toBe(before);
  });
});
