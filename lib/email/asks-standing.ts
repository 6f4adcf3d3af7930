import { isStandingPath } from "@/lib/journey/standing-paths";
import type { CompiledEmail } from "./compiled-email";

/** Whether a mail, in any of its languages, names scores or the like. */
export function asksStanding({ variables, locales, fallback }: CompiledEmail): boolean {
  return [variables, ...Object.values(locales ?? {}).map((mail) => mail.variables), fallback?.variables ?? []].some(
    (all) => all.some(isStandingPath),
  );
}
