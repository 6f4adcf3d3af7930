import type { EndpointResponse } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import type { ProviderEvents } from "@/lib/channels/provider-event";
import { resendEvents } from "@/lib/channels/resend-events";
import { isWebhookSecret } from "@/lib/channels/webhook-signature";
import { recordProviderEvent } from "@/lib/commands/record-provider-event";
import { log } from "@/lib/queue/log";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ provider: string; workspace: string }> };

const BODY_BYTES_MAX = 262_144;
/** An event that overtakes our note of what the provider called the message is asked for again; later ones are about somebody else's mail. */
const MAY_OVERTAKE_MS = 60_000;

/** Who may tell us about mail. Secrets are the installation's, as the providers themselves are. */
function eventsOf(provider: string): ProviderEvents | undefined {
  if (provider !== "resend") return undefined;
  const secrets = (process.env.RESEND_WEBHOOK_SECRET ?? "").split(",").map((secret) => secret.trim());
  return resendEvents(secrets.filter(isWebhookSecret));
}

/** A provider's event about a message of a workspace (by its slug). Verified on the raw body before anything is looked at. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { status, body, headers } = await answer(request, await params).catch(failed);
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": type, "cache-control": "no-store", "x-content-type-options": "nosniff", ...headers },
  });
}

/** The provider tells it again. Without the error's details in the log: they may quote an address. */
function failed(error: unknown): EndpointResponse {
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error({ error: said }, "a provider's event could not be kept, or not told to the journeys");
  return problem(503, "The event could not be kept; send it again.", { headers: { "retry-after": "5" } });
}

async function answer(
  request: Request,
  { provider, workspace }: Awaited<Context["params"]>,
): Promise<EndpointResponse> {
  const events = eventsOf(provider);
  if (!events) return problem(404, "There is no such provider.");
  const raw = await readText(request);
  if (raw === undefined) return problem(413, `The body may have at most ${BODY_BYTES_MAX} bytes.`);
  const now = Date.now();
  if (!events.isGenuine(request.headers, raw, now)) return problem(401, "The signature is not right.");
  const event = events.read(parseJson(raw));
  if (event === "invalid") return problem(400, "This is no event of the provider.");
  if (event === undefined) return { status: 200, body: { status: "ignored" } };
  if (await recordProviderEvent(workspace, event, now)) return { status: 200, body: { status: "recorded" } };
  return now - event.at < MAY_OVERTAKE_MS
    ? problem(404, "There is no such message (yet).", { headers: { "retry-after": "5" } })
    : { status: 200, body: { status: "ignored" } };
}

/** The body as it came; undefined when it is too long, noticed without reading all of it. */
async function readText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body)
    for await (const chunk of request.body) {
      size += chunk.length;
      if (size > BODY_BYTES_MAX) return undefined;
      chunks.push(chunk);
    }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // read() says that this is no event
  }
}
