import { onlineManager } from "@tanstack/react-query";
import { afterEach, expect, it } from "vitest";
import { createQueryClient } from "./create-query-client";

afterEach(() => onlineManager.setOnline(true));

it("what is done without a connection fails at once and does not happen when the connection is back", async () => {
  const client = createQueryClient();
  let asked = 0;
  onlineManager.setOnline(false);
  const archive = client.getMutationCache().build(client, {
    mutationFn: async () => {
      asked += 1;
      throw new Error("No connection");
    },
  });
  await expect(archive.execute(undefined)).rejects.toThrow("No connection");
  onlineManager.setOnline(true);
  await client.resumePausedMutations();
  expect(asked).toBe(1);
});
