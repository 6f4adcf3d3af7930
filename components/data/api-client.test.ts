import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, apiFetch } from "./api-client";

afterEach(() => vi.unstubAllGlobals());

const answerWith = (body: BodyInit | null, init?: ResponseInit) =>
  vi.stubGlobal("fetch", async () => new Response(body, init));

describe("apiFetch", () => {
  it("takes an answer that breaks off for no connection, so that whoever saves tries again", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"revision": '));
        controller.error(new TypeError("network error"));
      },
    });
    answerWith(broken, { headers: { "content-type": "application/json" } });
    const failed = await apiFetch("/journeys/1").catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ApiError);
    expect(failed).toMatchObject({ status: 0 });
  });

  it("hands on that the request was given up", async () => {
    const givenUp = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new DOMException("given up", "AbortError")),
    });
    answerWith(givenUp);
    await expect(apiFetch("/journeys/1")).rejects.toThrow("given up");
  });

  it("gives the API's own words for a refusal", async () => {
    answerWith(JSON.stringify({ title: "Conflict", detail: "It was saved meanwhile.", status: 409 }), { status: 409 });
    await expect(apiFetch("/journeys/1")).rejects.toMatchObject({ status: 409, message: "It was saved meanwhile." });
  });
});
