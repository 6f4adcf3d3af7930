import { type Api, expect } from "./product";

/** Waits until the watchdog, which looks every half minute, has found so many people who stand still in the journey. */
export async function untilStuck(api: Api, journey: string, people: number): Promise<void> {
  const found = async () => {
    const { data } = await api.get<{ data: { people: number }[] }>(`/api/v1/journeys/${journey}/stuck`);
    return data.reduce((sum, group) => sum + group.people, 0);
  };
  await expect.poll(found, { timeout: 90_000 }).toBe(people);
}
