import { watchStuckPeople } from "@/lib/commands/watch-stuck-people";
import { closePool } from "@/lib/db/pool";
import { databaseUrl } from "./database";
import { type Api, expect } from "./product";

/** How many people stand still at each step, as the watchdog has written it down. */
export async function stuckPeople(api: Api, journey: string): Promise<number[]> {
  const { data } = await api.get<{ data: { people: number }[] }>(`/api/v1/journeys/${journey}/stuck`);
  return data.map(({ people }) => people);
}

/** Has the watchdog look now, and until it has found them: the worker's looks each half minute. */
export async function lookForStuck(api: Api, journey: string, people: number[]): Promise<void> {
  process.env.DATABASE_URL = databaseUrl();
  const look = async () => {
    await watchStuckPeople();
    return stuckPeople(api, journey);
  };
  await expect.poll(look).toEqual(people);
  await closePool();
}
