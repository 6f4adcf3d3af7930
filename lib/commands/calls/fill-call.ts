import { shownUrl } from "@/lib/channels/shown-request";
import type { Json } from "@/lib/journey/json";
import type { CallPlace, Fill } from "./call-channel";
import { crmChannel } from "./crm-channel";
import { webhookChannel } from "./webhook-channel";

export type FilledCall =
  /** `to`: the address or the value the contact is found by. `request`: as people may read it */
  { ok: true; to: string; request: Json } | { ok: false; error: string };

/** What a step would ask of somebody else's server for one person; nothing is asked. */
export function fillCall(channel: "webhook" | "crm", place: CallPlace, fill: Fill): FilledCall {
  switch (channel) {
    case "webhook": {
      const filled = webhookChannel.fill(place, fill);
      if (!filled.ok) return filled;
      return { ok: true, to: shownUrl(filled.request.url), request: webhookChannel.shown(filled.request) };
    }
    case "crm": {
      const filled = crmChannel.fill(place, fill);
      if (!filled.ok) return filled;
      return { ok: true, to: filled.request.match.value, request: crmChannel.shown(filled.request) };
    }
  }
}
