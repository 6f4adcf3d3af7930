import * as z from "zod";
import { type Weekday, weekdayNames } from "@/lib/journey/time";

export const weekdayLongNames: Record<Weekday, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** Accepts "mon", "Monday" and ISO numbers (1 is Monday, 7 and 0 are Sunday). */
export const weekdaySchema = z.union([z.string(), z.number()]).transform((value, context): Weekday => {
  const lower = String(value).toLowerCase();
  const name =
    typeof value === "number"
      ? weekdayNames[(value + 6) % 7]
      : weekdayNames.find((day) => day === lower || weekdayLongNames[day].toLowerCase() === lower);
  if (name) return name;
  context.addIssue({ code: "custom", message: "a weekday: mon, tue, wed, thu, fri, sat or sun" });
  return z.NEVER;
});
