import { expect, test } from "vitest";
import { NoSeat, Seats } from "./seats";

const LONG_MS = 60_000;

test("so many sit at a time, the others in the order they came", async () => {
  const seats = new Seats(2);
  const seated: string[] = [];
  const come = (who: string) => seats.take(LONG_MS).then(() => seated.push(who));
  const all = ["ada", "bob", "cyn", "dan"].map(come);
  await Promise.all(all.slice(0, 2));
  expect(seated).toEqual(["ada", "bob"]);
  seats.leave();
  await all[2];
  expect(seated).toEqual(["ada", "bob", "cyn"]);
  seats.leave();
  await all[3];
  seats.leave();
  seats.leave();
  await Promise.all([seats.take(0), seats.take(0)]);
});

test("whoever gets none in time is told so, and takes nobody's place", async () => {
  const seats = new Seats(1);
  await seats.take(0);
  await expect(seats.take(1)).rejects.toThrow(NoSeat);
  const next = seats.take(LONG_MS);
  seats.leave();
  await next;
  await expect(seats.take(1)).rejects.toThrow(NoSeat);
});
