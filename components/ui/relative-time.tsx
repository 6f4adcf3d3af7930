"use client";

import { useEffect, useState } from "react";
import { formatRelative } from "./format-relative";

export type RelativeTimeProps = {
  /** ISO text or milliseconds */
  at: string | number;
  /** what counts as now, in ms: the sandbox clock where there is one (undefined: not known yet); without it the browser's clock */
  now?: number | undefined;
  timezone?: string;
  className?: string;
};

/** "5 min ago", with the whole date on hover. Rendered the same on server and first paint, then kept fresh. */
export function RelativeTime(props: RelativeTimeProps) {
  const { at, now, timezone, className } = props;
  const given = "now" in props;
  const instant = typeof at === "number" ? at : Date.parse(at);
  const [clock, setClock] = useState<number | undefined>(now);
  useEffect(() => {
    if (given) {
      setClock(now);
      return;
    }
    setClock(Date.now());
    const timer = setInterval(() => setClock(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [given, now]);
  if (Number.isNaN(instant)) return null;
  const zone = timezone ? { timeZone: timezone } : {};
  const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium", ...zone });
  const short = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: timezone ?? "UTC" });
  return (
    <time
      dateTime={new Date(instant).toISOString()}
      title={clock === undefined ? undefined : full.format(instant)}
      className={className}
    >
      {clock === undefined ? short.format(instant) : formatRelative(instant, clock)}
    </time>
  );
}
