/** An ISO 8601 duration of the given whole parts; undefined when they make no move forward. */
export function customAdvance(parts: { days: number; hours: number; minutes: number }): string | undefined {
  const { days, hours, minutes } = parts;
  if ([days, hours, minutes].some((n) => !Number.isInteger(n) || n < 0) || days + hours + minutes === 0)
    return undefined;
  const time = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}`;
  return `P${days ? `${days}D` : ""}${time ? `T${time}` : ""}`;
}
