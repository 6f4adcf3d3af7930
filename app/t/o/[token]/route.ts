import { appSecret } from "@/lib/auth/app-secret";
import { isMachineRequest } from "@/lib/channels/is-machine-request";
import { readLink } from "@/lib/channels/signed-link";
import { readEngagedSend, recordEngagement } from "@/lib/commands/record-engagement";
import { log } from "@/lib/queue/log";

/** A transparent pixel, the smallest GIF there is. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/** The open pixel: 200 and a picture whatever happens, for a broken picture in a mail helps nobody. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  try {
    const link = readLink("open", (await params).token, appSecret());
    const send = link && (await readEngagedSend(link.sendId));
    if (send) await recordEngagement(send, { kind: "opened" }, isMachineRequest(request, send.mode));
  } catch (error) {
    log.error({ err: error }, "an open could not be recorded");
  }
  return new Response(new Uint8Array(PIXEL), {
    headers: {
      "content-type": "image/gif",
      "content-length": String(PIXEL.length),
      "cache-control": "no-store, no-cache, must-revalidate, private",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
    },
  });
}
