import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { prisma } from "@/lib/db/prisma";
import { accountBounds, personNameSchema } from "./account-schemas";
import { appSecret } from "./app-secret";
import { appUrl } from "./app-url";
import { forgetFailedSignIns, noteFailedSignIn, signInWait } from "./sign-in-attempts";
import { settleSignUp, signUpDoor } from "./sign-up";

const SIGN_IN = "/sign-in/email";
const SIGN_UP = "/sign-up/email";
const DAY_S = 86_400;
const BAD_NAME = `Your name must have 1 to ${accountBounds.nameMax} characters.`;

function make() {
  const url = appUrl();
  const https = url.startsWith("https://");
  return betterAuth({
    appName: "Sojourn",
    baseURL: url,
    basePath: "/api/auth",
    secret: appSecret(),
    database: prismaAdapter(prisma(), { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: accountBounds.passwordMin,
      maxPasswordLength: accountBounds.passwordMax,
      autoSignIn: true,
    },
    // Name and password are changed by PATCH /me and POST /me/password, which bound them and name the field.
    disabledPaths: ["/update-user", "/change-password"],
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
    // The same site under the name it was asked by: http://127.0.0.1:3000 beside http://localhost:3000.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host ? [url, `http://${host}`, `https://${host}`] : [url];
    },
    advanced: {
      // `__Host-` binds the cookie to this very host over TLS; browsers refuse the prefix on plain http.
      cookiePrefix: https ? "__Host-sojourn" : "sojourn",
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/", secure: https },
      ipAddress: { ipAddressHeaders: ["x-sojourn-client-ip"] },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 600,
      customRules: {
        [SIGN_IN]: { window: 60, max: 30 },
        [SIGN_UP]: { window: 60, max: 30 },
        "/get-session": false,
      },
    },
    telemetry: { enabled: false },
    // A wrong password is somebody's everyday, not a warning of the program.
    logger: { level: "error" },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === SIGN_IN) {
          const wait = await signInWait(String(ctx.body?.email ?? ""));
          if (wait === undefined) return;
          const message = "Too many wrong passwords for this account. Try again later.";
          throw new APIError(
            "TOO_MANY_REQUESTS",
            { code: "TOO_MANY_ATTEMPTS", message },
            { "x-retry-after": String(wait) },
          );
        }
        if (ctx.path !== SIGN_UP) return;
        const name = personNameSchema.safeParse(ctx.body?.name);
        if (!name.success) throw new APIError("BAD_REQUEST", { code: "INVALID_NAME", message: BAD_NAME });
        const door = await signUpDoor(String(ctx.body?.email ?? ""), ctx.body?.invitation);
        if (!door.open) throw new APIError("FORBIDDEN", { code: "SIGN_UP_CLOSED", message: door.reason });
      }),
      after: createAuthMiddleware(async (ctx) => {
        const made = ctx.context.newSession;
        if (ctx.path === SIGN_IN) {
          const email = String(ctx.body?.email ?? "");
          return made ? forgetFailedSignIns(email) : noteFailedSignIn(email);
        }
        if (ctx.path !== SIGN_UP || !made) return;
        const settled = await settleSignUp(made.user, ctx.body?.invitation);
        if (!settled.ok) throw new APIError("FORBIDDEN", { code: "SIGN_UP_CLOSED", message: settled.reason });
      }),
    },
  });
}

let made: { client: ReturnType<typeof prisma>; auth: ReturnType<typeof make> } | undefined;

/**
 * better-auth over our tables: e-mail and password, sessions in the database. Sign-up is open while nobody has an
 * account (the first visit makes the owner and a workspace), afterwards only with an invitation's token in `invitation`.
 */
export function auth() {
  const client = prisma();
  if (made?.client !== client) made = { client, auth: make() };
  return made.auth;
}
