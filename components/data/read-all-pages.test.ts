import { afterEach, expect, it, vi } from "vitest";
import { readAllPages } from "./read-all-pages";

afterEach(() => vi.unstubAllGlobals());

it("reads a list to its end, page by page", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const first = !url.includes("cursor=");
    return Response.json(first ? { data: [1, 2], next_cursor: "next" } : { data: [3], next_cursor: null });
  });
  expect(await readAllPages<number>("/segments")).toEqual({ data: [1, 2, 3], complete: true });
  expect(asked).toEqual(["/api/v1/segments?limit=200", "/api/v1/segments?limit=200&cursor=next"]);
});

it("says so when there is more than can be read", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ data: [1], next_cursor: "more" }));
  expect((await readAllPages<number>("/segments")).complete).toBe(false);
});
