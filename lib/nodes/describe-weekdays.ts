import { type Weekday, weekdayNames } from "@/lib/journey/time";
import { weekdayLongNames } from "./weekday-schema";

/** "a weekday", "Monday", "Mon, Tue or Sat"; "" when it is any day. */
export function describeWeekdays(weekdays: readonly Weekday[] | undefined): string {
  const days = weekdayNames.filter((day) => weekdays?.includes(day));
  if (days.length === 0 || days.length === 7) return "";
  if (days.join() === "mon,tue,wed,thu,fri") return "a weekday";
  if (days.join() === "sat,sun") return "the weekend";
  if (days.length === 1) return days.map((day) => weekdayLongNames[day]).join("");
  const short = days.map((day) => weekdayLongNames[day].slice(0, 3));
  return `${short.slice(0, -1).join(", ")} or ${short.at(-1)}`;
}
