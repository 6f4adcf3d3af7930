import { expect, test } from "vitest";
import { setUpTestDatabase } from "@/lib/testing/test-database";
import { pool } from "./pool";

setUpTestDatabase();

test("a transaction whose process is suspended does not keep its locks for ever (promise 5)", async () => {
  const client = await pool().connect();
  try {
    await client.query("begin");
    const { rows } = await client.query("show idle_in_transaction_session_timeout");
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: "1min" }]);
    await client.query("set local idle_in_transaction_session_timeout = '50ms'");
    await expect
      .poll(
        () =>
          client.query("select 1").then(
            () => "alive",
            () => "gone",
          ),
        { interval: 200 },
      )
      .toBe("gone");
  } finally {
    client.release(true);
  }
});
