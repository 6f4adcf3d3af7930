import { appSecret } from "@/lib/auth/app-secret";
import { realNow } from "@/lib/db/real-now";
import type { CallEnvironment } from "./call-channel";

/** What calls take from this process. */
export function callEnvironment(): CallEnvironment {
  return {
    secret: appSecret(),
    webhookAllowPrivate: process.env.WEBHOOK_ALLOW_PRIVATE === "true",
    realNow,
  };
}
