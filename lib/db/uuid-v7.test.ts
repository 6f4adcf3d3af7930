import { expect, test } from "vitest";
import { uuidV7 } from "./uuid-v7";

test("ids are valid, distinct, and sort in the order they were made, even when the clock stands or steps back", () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => uuidV7(1_790_000_000_000 - (i % 3)));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});
