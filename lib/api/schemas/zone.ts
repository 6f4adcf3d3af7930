import * as z from "zod";
import { isTimeZone } from "@/lib/journey/time";

export const zoneSchema = z.string().max(64).refine(isTimeZone, "an IANA time zone such as Europe/Berlin");
