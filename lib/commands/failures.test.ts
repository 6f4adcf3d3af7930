import { expect, test } from "vitest";
import { Failures } from "./failures";

test("one that fails keeps no other waiting, and the first failure is thrown in the end", async () => {
  const failures = new Failures<string>();
  const done: string[] = [];
  for (const name of ["a", "b", "c", "d"])
    await failures.attempt(name, async () => {
      if (name === "b" || name === "c") throw new Error(name);
      done.push(name);
    });
  expect(done).toEqual(["a", "d"]);
  expect(() => failures.throwFirst()).toThrow(/^b$/);
  expect(() => new Failures().throwFirst()).not.toThrow();
});

test("work that finds what is next passes over what has failed; what fails before anything is found is thrown at once", async () => {
  const failures = new Failures<number>();
  const next = (fails: number) =>
    failures.attemptNext(async (leftOut, takes) => {
      const found = [1, 2, 3].find((id) => !leftOut.includes(id)) ?? 0;
      takes(found);
      if (found <= fails) throw new Error(`${found}`);
      return found;
    });
  expect([await next(2), await next(2), await next(2)]).toEqual([undefined, undefined, 3]);
  expect(() => failures.throwFirst()).toThrow(/^1$/);
  const nothing = failures.attemptNext(() => Promise.reject(new Error("no database")));
  await expect(nothing).rejects.toThrow("no database");
});
