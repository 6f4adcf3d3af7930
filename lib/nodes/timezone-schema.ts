import * as z from "zod";
import { isTimeZone } from "@/lib/journey/time";

/** An optional zone; "" and absent both mean "where the person lives". */
export const timezoneSchema = z
  .string()
  .refine((zone) => zone === "" || isTimeZone(zone), "a time zone such as Europe/Berlin")
  .optional();
