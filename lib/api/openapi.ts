import * as z from "zod";
import { conditionSchema } from "@/lib/journey/condition";
import { jsonObjectSchema, jsonSchema } from "@/lib/journey/json";
import type { AnyEndpoint } from "./match-route";
import { problemSchema } from "./schemas/common";

type Schema = Record<string, unknown>;
type Components = Record<string, unknown>;

/** Schemas that recur or recur in themselves: described once, referred to everywhere. */
const NAMED = new Map<z.core.$ZodType, { name: string; io: "input" | "output" }>([
  // Its input is "anything", because the nesting is bounded before it is parsed; what it may be is its output.
  [conditionSchema, { name: "Condition", io: "output" }],
]);
const ANYTHING: z.core.$ZodType[] = [jsonSchema];
const ANY_OBJECT: z.core.$ZodType[] = [jsonObjectSchema];

/** Hoists what a schema defines for itself (`$defs`) into the document's components, under names of its own. */
function hoist(schema: Schema, prefix: string, components: Components): Schema {
  const { $defs, $schema: _, ...rest } = schema;
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => {
        if (key !== "$ref" || typeof child !== "string") return [key, renamed(child)];
        if (child === "#") return [key, `#/components/schemas/${prefix}`];
        return [key, child.replace("#/$defs/", `#/components/schemas/${prefix}_`)];
      }),
    );
  };
  if (typeof $defs === "object" && $defs !== null)
    for (const [name, definition] of Object.entries($defs)) components[`${prefix}_${name}`] = renamed(definition);
  return renamed(rest) as Schema;
}

/** zod → JSON Schema 2020-12, as OpenAPI 3.1 takes it. What JSON Schema cannot say (a refinement) is left out. */
function convert(schema: z.core.$ZodType, io: "input" | "output", prefix: string, components: Components): Schema {
  const converted = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: made }) => {
      const named = zodSchema === schema ? undefined : NAMED.get(zodSchema);
      const replacement = named
        ? { $ref: `#/components/schemas/${named.name}` }
        : ANYTHING.includes(zodSchema)
          ? {}
          : ANY_OBJECT.includes(zodSchema)
            ? { type: "object", additionalProperties: true }
            : undefined;
      if (!replacement) return;
      for (const key of Object.keys(made)) delete made[key as keyof typeof made];
      Object.assign(made, replacement);
    },
  });
  return hoist(converted as Schema, prefix, components);
}

function operationId({ method, path }: AnyEndpoint): string {
  const words = path
    .split("/")
    .filter(Boolean)
    .map((segment) => segment.replace(/[{}]/g, ""))
    .flatMap((segment) => segment.split(/[-_.]/));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function parametersOf(endpoint: AnyEndpoint, id: string, components: Components): Schema[] {
  const of = (schema: z.core.$ZodType | undefined, place: "path" | "query") => {
    if (!schema) return [];
    const { properties = {}, required = [] } = convert(schema, "input", `${id}_${place}`, components) as {
      properties?: Record<string, Schema>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, property]) => ({
      name,
      in: place,
      required: place === "path" || required.includes(name),
      schema: property,
    }));
  };
  return [...of(endpoint.params, "path"), ...of(endpoint.query, "query")];
}

function responsesOf(endpoint: AnyEndpoint, id: string, components: Components): Record<string, Schema> {
  const responses = Object.entries(endpoint.responses).map(([status, { description, schema }]) => {
    const type = Number(status) >= 400 ? "application/problem+json" : "application/json";
    const content = schema
      ? { content: { [type]: { schema: convert(schema, "output", `${id}_${status}`, components) } } }
      : {};
    return [status, { description, ...content }] as const;
  });
  const problem = { $ref: "#/components/schemas/Problem" };
  return Object.fromEntries([
    ...responses,
    ["default", { description: "What went wrong", content: { "application/problem+json": { schema: problem } } }],
  ]);
}

function operationOf(endpoint: AnyEndpoint, components: Components): Schema {
  const id = operationId(endpoint);
  const parameters = parametersOf(endpoint, id, components);
  if (endpoint.method === "POST" && endpoint.permission !== "account")
    parameters.push({ $ref: "#/components/parameters/IdempotencyKey" });
  if (endpoint.ifMatch)
    parameters.push({
      $ref: `#/components/parameters/${endpoint.ifMatch === "required" ? "IfMatch" : "IfMatchOptional"}`,
    });
  const optional = endpoint.body?.safeParse(undefined).success === true;
  return {
    operationId: id,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(endpoint.body
      ? {
          requestBody: {
            required: !optional,
            content: endpoint.upload
              ? Object.fromEntries(endpoint.upload.accept.map((type) => [type, {}]))
              : { "application/json": { schema: convert(endpoint.body, "input", `${id}_body`, components) } },
          },
        }
      : {}),
    responses: responsesOf(endpoint, id, components),
    security: endpoint.permission === "account" ? [{ session: [] }] : [{ key: [] }, { basic: [] }, { session: [] }],
    "x-permission": endpoint.permission,
  };
}

/** The OpenAPI 3.1 document of these endpoints, made from the schemas that check their requests. `serverUrl` ends in /api/v1. */
export function openApiDocument(endpoints: readonly AnyEndpoint[], serverUrl: string): Schema {
  const components: Components = { Problem: convert(problemSchema, "output", "Problem", {}) };
  for (const [schema, { name, io }] of NAMED) components[name] = convert(schema, io, name, components);
  const paths: Record<string, Record<string, Schema>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint, components),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Sojourn",
      version: "1",
      description:
        "Errors are application/problem+json. Lists take limit (at most 200) and cursor, and answer {data, next_cursor}. " +
        "Times are ISO-8601 in UTC on the workspace's clock.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: components,
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: "The first answer is given again for 24 h; with another body the answer is 409.",
          schema: { type: "string", maxLength: 255 },
        },
        IfMatch: {
          name: "If-Match",
          in: "header",
          required: true,
          description: "The revision that was read, in quotes.",
          schema: { type: "string" },
        },
        IfMatchOptional: {
          name: "If-Match",
          in: "header",
          description:
            "The revision that was read, in quotes; when somebody saved since, the answer is 409. Without it whatever is there is replaced.",
          schema: { type: "string" },
        },
      },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key" },
        basic: { type: "http", scheme: "basic", description: "The API key as user name, no password" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "sojourn.session_token",
          description:
            "A signed-in person; with the header X-Sojourn-Workspace: <slug> and, to change anything, a matching Origin",
        },
      },
    },
  };
}
