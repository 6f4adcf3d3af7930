/** What this process has done since it started; its heartbeat row says it. */
export const totals = { walks: 0, sends: 0 };
