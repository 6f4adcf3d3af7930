import * as z from "zod";
import type { Json } from "@/lib/journey/json";
import type { CrmConnection, CrmHttp, CrmProperty, CrmResult, CrmUpsert, UpsertedContact } from "../crm-connection";
import { type CrmRequest, crmRequest } from "../crm-request";

const API_URL = "https://api.hubapi.com";
const CONTACTS = "/crm/v3/objects/contacts";

/** The limits are counted over ten seconds and over a day. */
const SECONDLY_HOLD_MS = 10_000;
const DAILY_HOLD_MS = 3_600_000;

const contactSchema = z.object({ id: z.coerce.string(), properties: z.record(z.string(), z.json()).default({}) });
const errorSchema = z.object({
  message: z.string().default(""),
  category: z.string().default(""),
  policyName: z.string().default(""),
});
const accountSchema = z.object({ portalId: z.coerce.string() });
const propertiesSchema = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string().default(""),
      type: z.string().default("string"),
      hidden: z.boolean().default(false),
      calculated: z.boolean().default(false),
      hasUniqueValue: z.boolean().default(false),
      modificationMetadata: z.object({ readOnlyValue: z.boolean().default(false) }).prefault({}),
    }),
  ),
});

/** HubSpot's CRM API v3 with a private app's token. HUBSPOT_API_URL: another address, for proxies and tests. */
export function hubspotConnection(
  token: string,
  http: CrmHttp,
  apiUrl = process.env.HUBSPOT_API_URL || API_URL,
): CrmConnection {
  const ask = async <T>(request: Omit<CrmRequest, "headers" | "url"> & { path: string }, schema: z.ZodType<T>) => {
    const { path, ...rest } = request;
    const headers = { authorization: `Bearer ${token}` };
    const answer = await crmRequest({ ...rest, url: `${apiUrl.replace(/\/+$/, "")}${path}`, headers }, http);
    return answer.kind === "answered" ? judge(answer, schema) : { ...answer, status: 0 };
  };
  const write = (method: "POST" | "PATCH", path: string, properties: Record<string, string>) =>
    ask({ method, path, json: { properties } }, contactSchema);

  const upsert = async ({ match, properties, read }: CrmUpsert): Promise<CrmResult<UpsertedContact>> => {
    const known = `${CONTACTS}/${encodeURIComponent(match.value)}?idProperty=${encodeURIComponent(match.property)}`;
    let created = false;
    let written = await write("PATCH", known, properties);
    if (written.kind === "refused" && written.status === 404) {
      written = await write("POST", CONTACTS, { ...properties, [match.property]: match.value });
      created = written.kind === "done";
      // somebody else has made it between the two
      if (written.kind === "refused" && written.status === 409) written = await write("PATCH", known, properties);
    }
    if (written.kind !== "done") return plain(written);
    const { id } = written.value;
    if (read.length === 0) return { kind: "done", value: { id, created, properties: {} } };
    const wanted = new URLSearchParams({ properties: read.join(",") });
    const told = await ask({ method: "GET", path: `${CONTACTS}/${encodeURIComponent(id)}?${wanted}` }, contactSchema);
    if (told.kind !== "done") return plain(told);
    const asked = read.map((name) => [name, told.value.properties[name] ?? null] as const);
    return { kind: "done", value: { id, created, properties: Object.fromEntries(asked) } };
  };

  return {
    check: async () => {
      const account = plain(await ask({ method: "GET", path: "/account-info/v3/details" }, accountSchema));
      return account.kind === "done"
        ? { kind: "done", value: { account: `HubSpot account ${account.value.portalId}` } }
        : account;
    },
    properties: async () => {
      const list = plain(await ask({ method: "GET", path: "/crm/v3/properties/contacts" }, propertiesSchema));
      return list.kind === "done" ? { kind: "done", value: list.value.results.flatMap(presentProperty) } : list;
    },
    upsert,
  };
}

type Judged<T> = CrmResult<T> & { status: number };

function judge<T>(
  { status, body, retryAfterMs }: { status: number; body: Json; retryAfterMs: number | undefined },
  schema: z.ZodType<T>,
): Judged<T> {
  if (status < 300) {
    const parsed = schema.safeParse(body);
    return parsed.success
      ? { kind: "done", value: parsed.data, status }
      : { kind: "refused", reason: `HubSpot answered ${status} with something else than it documents`, status };
  }
  const error = errorSchema.safeParse(body).data ?? { message: "", category: "", policyName: "" };
  const reason = `HubSpot answered ${status} ${error.category}: ${error.message}`.slice(0, 400);
  if (status === 429 || status === 423) {
    const usual = error.policyName === "DAILY" ? DAILY_HOLD_MS : SECONDLY_HOLD_MS;
    return { kind: "trouble", reason, holdMs: retryAfterMs ?? usual, status };
  }
  return { kind: "refused", reason, unauthorised: status === 401 || status === 403, status };
}

function plain<T>({ status: _, ...result }: Judged<T>): CrmResult<T> {
  return result as CrmResult<T>;
}

function presentProperty(property: z.output<typeof propertiesSchema>["results"][number]): CrmProperty[] {
  const { name, label, type, hidden, calculated, hasUniqueValue, modificationMetadata } = property;
  if (hidden) return [];
  return [
    {
      name,
      label: label || name,
      type,
      writable: !calculated && !modificationMetadata.readOnlyValue,
      identifies: name === "email" || hasUniqueValue,
    },
  ];
}
