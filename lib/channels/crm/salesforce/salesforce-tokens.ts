import { createHash } from "node:crypto";
import * as z from "zod";
import type { CrmHttp, CrmResult } from "../crm-connection";
import { crmRequest } from "../crm-request";

export type SalesforceApp = { instanceUrl: string; clientId: string; clientSecret: string };
export type SalesforceToken = { accessToken: string; instanceUrl: string };

/** Salesforce says by a 401 when a token is over; this only bounds how long one is kept here. */
const KEPT_MS = 30 * 60_000;

const tokenSchema = z.object({ access_token: z.string().min(1), instance_url: z.url().optional() });
const errorSchema = z.object({ error: z.string(), error_description: z.string().default("") });

type Known = { token: Promise<CrmResult<SalesforceToken>>; until: number };
const tokens = new Map<string, Known>();

/** What is kept in memory is kept for whoever knows the secret. */
export const appKey = ({ instanceUrl, clientId, clientSecret }: SalesforceApp) =>
  createHash("sha256")
    .update(JSON.stringify([instanceUrl, clientId, clientSecret]))
    .digest("base64");

/** The app's access token (OAuth client credentials), asked for once and shared by all calls of this process. */
export async function salesforceToken(app: SalesforceApp, http: CrmHttp): Promise<CrmResult<SalesforceToken>> {
  const key = appKey(app);
  const known = tokens.get(key);
  if (known && known.until > http.now()) return known.token;
  const token = requestToken(app, http);
  tokens.set(key, { token, until: http.now() + KEPT_MS });
  const result = await token;
  if (result.kind !== "done") tokens.delete(key);
  return result;
}

/** Gives a token up that Salesforce no longer takes, unless another call has got a new one already. */
export async function forgetSalesforceToken(app: SalesforceApp, refused: string): Promise<void> {
  const key = appKey(app);
  const known = await tokens.get(key)?.token;
  if (known?.kind === "done" && known.value.accessToken === refused) tokens.delete(key);
}

async function requestToken(app: SalesforceApp, http: CrmHttp): Promise<CrmResult<SalesforceToken>> {
  const answer = await crmRequest(
    {
      method: "POST",
      url: new URL("/services/oauth2/token", app.instanceUrl).href,
      headers: {},
      form: { grant_type: "client_credentials", client_id: app.clientId, client_secret: app.clientSecret },
    },
    http,
  );
  if (answer.kind !== "answered") return answer;
  const { status, body } = answer;
  const token = tokenSchema.safeParse(body);
  if (status === 200 && token.success)
    return {
      kind: "done",
      value: { accessToken: token.data.access_token, instanceUrl: token.data.instance_url ?? app.instanceUrl },
    };
  const error = errorSchema.safeParse(body).data;
  const reason = `Salesforce answered ${status} ${error?.error ?? ""}: ${error?.error_description ?? ""}`.slice(0, 400);
  if (status === 429 || error?.error === "rate_limit_exceeded")
    return { kind: "trouble", reason, holdMs: answer.retryAfterMs ?? 60_000 };
  return { kind: "refused", reason, unauthorised: true };
}
