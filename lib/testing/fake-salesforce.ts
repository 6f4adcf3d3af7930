import { type FakeAnswer, type FakeRequest, startFakeApi } from "./fake-api";

export type SalesforceContact = { Id: string } & Record<string, unknown>;

const error = (status: number, errorCode: string, message: string): FakeAnswer => ({
  status,
  body: [{ message, errorCode }],
});

const FIELDS = [
  { name: "Id", label: "Contact ID", type: "id", idLookup: true },
  { name: "Email", label: "Email", type: "email", updateable: true, idLookup: true },
  { name: "FirstName", label: "First Name", type: "string", updateable: true },
  { name: "LastName", label: "Last Name", type: "string", updateable: true },
  { name: "Score__c", label: "Score", type: "double", updateable: true },
  { name: "VIP__c", label: "VIP", type: "boolean", updateable: true },
  { name: "Shop_Id__c", label: "Shop ID", type: "string", updateable: true, externalId: true, idLookup: true },
  { name: "CreatedDate", label: "Created Date", type: "datetime" },
];
const SOBJECT = /^\/services\/data\/v\d+\.\d\/sobjects\/Contact\/([^/]+)(?:\/([^/]+))?$/;

/**
 * A local server that behaves as Salesforce documents its REST API: a token by the client credentials flow, `describe`, upsert by a field that
 * identifies (201 created, 200 updated, 300 when several have the value), reading chosen fields, and errors as a list of {message, errorCode}.
 */
export async function startFakeSalesforce(options: { clientId: string; clientSecret: string; port?: number }) {
  const contacts: SalesforceContact[] = [];
  const tokens = new Set<string>();

  const giveToken = (text: string): FakeAnswer => {
    const form = new URLSearchParams(text);
    if (form.get("grant_type") !== "client_credentials")
      return { status: 400, body: { error: "unsupported_grant_type", error_description: "grant type not supported" } };
    if (form.get("client_id") !== options.clientId || form.get("client_secret") !== options.clientSecret)
      return { status: 400, body: { error: "invalid_client", error_description: "invalid client credentials" } };
    const token = `00D!${tokens.size + 1}-${crypto.randomUUID()}`;
    tokens.add(token);
    return {
      status: 200,
      body: { access_token: token, instance_url: api.url, token_type: "Bearer", issued_at: "1700000000000" },
    };
  };

  const upsert = (field: string, value: string, body: Record<string, unknown>): FakeAnswer => {
    const known = FIELDS.find(({ name }) => name === field);
    if (!known?.idLookup)
      return error(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible");
    if ("Id" in body || field in body) return error(400, "INVALID_FIELD", `${field} is in the address and in the body`);
    for (const [name, given] of Object.entries(body)) {
      const type = FIELDS.find((one) => one.name === name)?.type;
      if (!type) return error(400, "INVALID_FIELD", `No such column '${name}' on sobject of type Contact`);
      const wanted = { double: "number", boolean: "boolean" }[type] ?? "string";
      if (typeof given !== wanted) return error(400, "JSON_PARSER_ERROR", `Cannot deserialize instance of ${type}`);
    }
    const found = contacts.filter((one) => String(one[field]).toLowerCase() === value.toLowerCase());
    if (found.length > 1) return { status: 300, body: found.map(({ Id }) => `/sobjects/Contact/${Id}`) };
    const [known1] = found;
    if (known1) Object.assign(known1, body);
    else if (!body.LastName) return error(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]");
    const contact = known1 ?? { Id: `003${String(contacts.length + 1).padStart(15, "0")}`, [field]: value, ...body };
    if (!known1) contacts.push(contact);
    return { status: known1 ? 200 : 201, body: { id: contact.Id, success: true, errors: [], created: !known1 } };
  };

  const handle = ({ method, url, headers, text, body }: FakeRequest): FakeAnswer => {
    if (method === "POST" && url.pathname === "/services/oauth2/token") return giveToken(text);
    if (!tokens.has(String(headers.authorization).replace(/^Bearer /, "")))
      return error(401, "INVALID_SESSION_ID", "Session expired or invalid");
    const [, first = "", second] = (SOBJECT.exec(url.pathname) ?? []).map((part) => decodeURIComponent(part ?? ""));
    if (method === "GET" && first === "describe") return { status: 200, body: { name: "Contact", fields: FIELDS } };
    if (method === "PATCH" && second !== undefined && second !== "")
      return upsert(first, second, body as Record<string, unknown>);
    const found = contacts.find(({ Id }) => Id === first);
    if (method !== "GET" || !found) return error(404, "NOT_FOUND", "The requested resource does not exist");
    const wanted = (url.searchParams.get("fields") ?? "").split(",").filter(Boolean);
    return {
      status: 200,
      body: { Id: found.Id, ...Object.fromEntries(wanted.map((name) => [name, found[name] ?? null])) },
    };
  };

  const api = await startFakeApi(handle, options.port);
  return {
    ...api,
    contacts,
    /** every token that was given is over */
    endSessions: () => tokens.clear(),
    limit: (times: number, headers: Record<string, string> = {}) =>
      api.answerNext(times, { ...error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."), headers }),
    lockRow: (times: number) =>
      api.answerNext(times, error(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")),
  };
}
