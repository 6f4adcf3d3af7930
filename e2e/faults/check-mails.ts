import type { Acceptance } from "@/lib/testing/fake-resend";
import type { Finding } from "./findings";
import { addressOf, planOf } from "./scene";

/**
 * What the provider's own log says: who got which mail of the usual scene how often, against what everybody must have got. Whoever is
 * `excused` may have got any of their mails, but none twice.
 */
export function checkMails(
  log: readonly Acceptance[],
  people: number,
  excused: ReadonlySet<number> = new Set(),
): Finding[] {
  const byMail = Map.groupBy(log, (a) => `${a.to} ${a.subject}`);
  const allowed = new Set<string>();
  const missing: string[] = [];
  for (let p = 0; p < people; p += 1)
    for (const subject of ["hello", planOf(p)]) {
      const mail = `${addressOf(p)} ${subject}`;
      allowed.add(mail);
      if (!excused.has(p) && !byMail.has(mail)) missing.push(mail);
    }
  const extra = [...byMail].filter(([mail, all]) => !allowed.has(mail) || all.length > 1);
  return [
    ...checkKeys(log),
    { invariant: "other", what: "a mail never arrived", broken: missing.length, example: missing[0] },
    {
      invariant: "other",
      what: "a mail arrived twice, or at the wrong person",
      broken: extra.length,
      example: extra[0]?.[0],
    },
  ];
}

/** I1 for any scene. */
export function checkKeys(log: readonly Acceptance[]): Finding[] {
  const twice = [...Map.groupBy(log, (a) => a.key).values()].filter((all) => all.length > 1);
  return [{ invariant: "I1", what: "a key was accepted more than once", broken: twice.length, example: twice[0] }];
}
