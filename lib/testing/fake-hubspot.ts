import { type FakeAnswer, type FakeRequest, startFakeApi } from "./fake-api";

export type HubspotContact = { id: string; properties: Record<string, string> };

const error = (status: number, category: string, message: string, more: object = {}): FakeAnswer => ({
  status,
  body: { status: "error", message, correlationId: "c0ffee", category, ...more },
});

const PROPERTIES = [
  { name: "email", label: "Email", type: "string" },
  { name: "firstname", label: "First Name", type: "string" },
  { name: "lifecyclestage", label: "Lifecycle Stage", type: "enumeration" },
  { name: "score", label: "Score", type: "number" },
  { name: "shop_id", label: "Shop ID", type: "string", hasUniqueValue: true },
  { name: "createdate", label: "Create Date", type: "datetime", modificationMetadata: { readOnlyValue: true } },
  { name: "hs_internal", label: "Internal", type: "string", hidden: true },
];

/**
 * A local server that behaves as HubSpot documents its contacts API v3: update by id or by a unique property (404 when there is none), create
 * (409 when the unique value is taken), read with chosen properties, property list, account details, and its forms of refusing.
 */
export async function startFakeHubspot(options: { token: string; port?: number }) {
  const contacts = new Map<string, HubspotContact>();
  const unique = PROPERTIES.filter(({ name, hasUniqueValue }) => name === "email" || hasUniqueValue).map((p) => p.name);
  let nextId = 101;
  const find = (property: string | null, value: string) =>
    property === null
      ? contacts.get(value)
      : [...contacts.values()].find((one) => one.properties[property]?.toLowerCase() === value.toLowerCase());

  const write = (target: HubspotContact | undefined, body: unknown, status: number): FakeAnswer => {
    const { properties } = body as { properties: Record<string, string> };
    const strange = Object.keys(properties).find((name) => !PROPERTIES.some((property) => property.name === name));
    if (strange)
      return error(400, "VALIDATION_ERROR", `Property values were not valid: Property "${strange}" does not exist`);
    for (const name of unique) {
      const taken = properties[name] === undefined ? undefined : find(name, properties[name]);
      if (taken && taken !== target) return error(409, "CONFLICT", `Contact already exists. Existing ID: ${taken.id}`);
    }
    const contact = target ?? { id: String(nextId++), properties: {} };
    Object.assign(contact.properties, properties);
    contacts.set(contact.id, contact);
    return { status, body: { ...contact, properties, archived: false } };
  };

  const handle = ({ method, url, headers, body }: FakeRequest): FakeAnswer => {
    if (headers.authorization !== `Bearer ${options.token}`)
      return error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
    if (method === "GET" && url.pathname === "/account-info/v3/details")
      return { status: 200, body: { portalId: 4711 } };
    if (method === "GET" && url.pathname === "/crm/v3/properties/contacts")
      return { status: 200, body: { results: PROPERTIES } };
    if (method === "POST" && url.pathname === "/crm/v3/objects/contacts") return write(undefined, body, 201);
    const [, value] = /^\/crm\/v3\/objects\/contacts\/([^/]+)$/.exec(url.pathname) ?? [];
    if (value === undefined) return error(404, "OBJECT_NOT_FOUND", "resource not found");
    const found = find(url.searchParams.get("idProperty"), decodeURIComponent(value));
    if (!found) return error(404, "OBJECT_NOT_FOUND", "resource not found");
    if (method === "PATCH") return write(found, body, 200);
    const wanted = (url.searchParams.get("properties") ?? "email").split(",");
    const properties = Object.fromEntries(wanted.map((name) => [name, found.properties[name] ?? null]));
    return { status: 200, body: { id: found.id, properties, archived: false } };
  };

  const api = await startFakeApi(handle, options.port);
  return {
    ...api,
    contacts,
    /** the next requests are turned away as HubSpot does when it is too much */
    limit: (times: number, headers: Record<string, string> = {}) =>
      api.answerNext(times, {
        ...error(429, "RATE_LIMITS", "You have reached your ten_secondly_rolling limit.", {
          errorType: "RATE_LIMIT",
          policyName: "TEN_SECONDLY_ROLLING",
        }),
        headers,
      }),
  };
}
