import * as z from "zod";
import { type Json, type JsonObject, jsonSchema } from "@/lib/journey/json";
import type { CrmConnection, CrmHttp, CrmResult, CrmUpsert, UpsertedContact } from "../crm-connection";
import { type CrmAnswer, type CrmRequest, crmRequest } from "../crm-request";
import { type SalesforceField, salesforceFieldsSchema, typedForField } from "./salesforce-fields";
import { appKey, forgetSalesforceToken, type SalesforceApp, salesforceToken } from "./salesforce-tokens";

const CONTACT = "/services/data/v62.0/sobjects/Contact";
const FIELDS_KEPT_MS = 10 * 60_000;
/** The limit is counted over a rolling day. */
const LIMIT_HOLD_MS = 15 * 60_000;
/** Said with 4xx, though another moment may do. */
const PASSING = new Set(["UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "QUERY_TIMEOUT"]);

const errorsSchema = z.array(z.object({ errorCode: z.string(), message: z.string().default("") })).min(1);
const upsertedSchema = z.object({ id: z.string(), created: z.boolean().optional() });
const recordSchema = z.record(z.string(), jsonSchema);

const knownFields = new Map<string, { fields: Promise<CrmResult<SalesforceField[]>>; until: number }>();

/** Salesforce's REST API over contacts, as the app's own user. */
export function salesforceConnection(app: SalesforceApp, http: CrmHttp): CrmConnection {
  const ask = async <T>(request: Pick<CrmRequest, "method" | "json"> & { path: string }, schema: z.ZodType<T>) => {
    const { path, ...rest } = request;
    for (let again = false; ; again = true) {
      const token = await salesforceToken(app, http);
      if (token.kind !== "done") return token;
      const { accessToken, instanceUrl } = token.value;
      const headers = { authorization: `Bearer ${accessToken}` };
      const answer = await crmRequest({ ...rest, url: new URL(path, instanceUrl).href, headers }, http);
      // a token ends whenever Salesforce likes; a new one is asked for once
      if (answer.kind === "answered" && answer.status === 401 && !again) {
        await forgetSalesforceToken(app, accessToken);
        continue;
      }
      return answer.kind === "answered" ? judge(answer, schema) : answer;
    }
  };
  const describe = async (): Promise<CrmResult<SalesforceField[]>> => {
    const described = await ask({ method: "GET", path: `${CONTACT}/describe` }, salesforceFieldsSchema);
    return described.kind === "done" ? { kind: "done", value: described.value.fields } : described;
  };
  const readFields = async (): Promise<CrmResult<SalesforceField[]>> => {
    const key = appKey(app);
    const known = knownFields.get(key);
    if (known && known.until > http.now()) return known.fields;
    const fields = describe();
    knownFields.set(key, { fields, until: http.now() + FIELDS_KEPT_MS });
    const result = await fields;
    if (result.kind !== "done") knownFields.delete(key);
    return result;
  };

  const upsert = async ({ match, properties, read }: CrmUpsert): Promise<CrmResult<UpsertedContact>> => {
    const described = await readFields();
    if (described.kind !== "done") return described;
    const typeOf = new Map(described.value.map(({ name, type }) => [name, type]));
    // neither the id nor the field of the address may stand in the body
    const body: JsonObject = {};
    for (const [name, value] of Object.entries(properties))
      if (name !== match.property && name !== "Id") body[name] = typedForField(value, typeOf.get(name));
    const path = `${CONTACT}/${encodeURIComponent(match.property)}/${encodeURIComponent(match.value)}`;
    const written = await ask({ method: "PATCH", path, json: body }, upsertedSchema);
    if (written.kind !== "done") return written;
    const { id, created = false } = written.value;
    if (read.length === 0) return { kind: "done", value: { id, created, properties: {} } };
    const wanted = new URLSearchParams({ fields: read.join(",") });
    const told = await ask({ method: "GET", path: `${CONTACT}/${encodeURIComponent(id)}?${wanted}` }, recordSchema);
    if (told.kind !== "done") return told;
    const asked = read.map((name): [string, Json] => [name, told.value[name] ?? null]);
    return { kind: "done", value: { id, created, properties: Object.fromEntries(asked) } };
  };

  return {
    check: async () => {
      const token = await salesforceToken(app, http);
      if (token.kind !== "done") return token;
      const described = await readFields();
      return described.kind === "done"
        ? { kind: "done", value: { account: new URL(token.value.instanceUrl).host } }
        : described;
    },
    properties: async () => {
      const described = await readFields();
      if (described.kind !== "done") return described;
      const value = described.value.map(({ name, label, type, updateable, externalId, idLookup }) => ({
        name,
        label: label || name,
        type,
        writable: updateable,
        identifies: externalId || (idLookup && name !== "Id"),
      }));
      return { kind: "done", value };
    },
    upsert,
  };
}

function judge<T>(
  { status, body, retryAfterMs }: Extract<CrmAnswer, { kind: "answered" }>,
  schema: z.ZodType<T>,
): CrmResult<T> {
  if (status === 300)
    return { kind: "refused", reason: "Salesforce has several contacts with this value, and does not know which one" };
  if (status < 300) {
    const parsed = schema.safeParse(body);
    return parsed.success
      ? { kind: "done", value: parsed.data }
      : { kind: "refused", reason: `Salesforce answered ${status} with something else than it documents` };
  }
  const [error] = errorsSchema.safeParse(body).data ?? [{ errorCode: "", message: "" }];
  const { errorCode = "", message = "" } = error ?? {};
  const reason = `Salesforce answered ${status} ${errorCode}: ${message}`.slice(0, 400);
  if (errorCode === "REQUEST_LIMIT_EXCEEDED" || status === 429)
    return { kind: "trouble", reason, holdMs: retryAfterMs ?? LIMIT_HOLD_MS };
  if (PASSING.has(errorCode)) return { kind: "trouble", reason };
  return { kind: "refused", reason, unauthorised: status === 401 };
}
