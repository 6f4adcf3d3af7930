import { callWebhook } from "@/lib/channels/call-webhook";
import { shownRequest } from "@/lib/channels/shown-request";
import { fillWebhookRequest, type WebhookRequest, webhookRequestSchema } from "@/lib/channels/webhook-request";
import type { Json } from "@/lib/journey/json";
import type { CallChannel, CallPlace } from "./call-channel";
import { readWebhookSecrets } from "./read-webhook-secrets";

/** Webhooks: signed, at least once, under the send's id. */
export const webhookChannel: CallChannel<WebhookRequest> = {
  name: "webhook",
  parse: (stored) => webhookRequestSchema.safeParse(stored).data,
  fill: (place, fill) => fillWebhookRequest(place.config, fill, personAndEvent(place)),
  shown: ({ body, ...request }) => shownRequest({ ...request, ...(body === undefined ? {} : { body }) }),
  open: async (db, requests, env) => {
    const now = env.realNow();
    const workspaces = [...new Set(requests.map(({ workspaceId }) => workspaceId))];
    const secrets = await readWebhookSecrets(db, workspaces, now, env.secret);
    return {
      provider: () => "webhook",
      call: (workspaceId, request, id) =>
        callWebhook({
          id,
          request,
          secrets: secrets.get(workspaceId) ?? [],
          now: env.realNow(),
          allowPrivate: env.webhookAllowPrivate,
        }),
    };
  },
};

/** What a webhook without a body of its own says. */
function personAndEvent({ nodeId, facts: { subscriber, trigger, run, journey } }: CallPlace): Json {
  const { id: _id, created_at, ...person } = subscriber;
  return {
    subscriber: { ...person, created_at: new Date(created_at).toISOString() },
    event: { name: run.event?.event ?? trigger.event ?? null, properties: run.event?.properties ?? trigger.properties },
    journey: { id: journey.id, name: journey.name, version: journey.version, node_id: nodeId },
  };
}
