import { PUBLIC_PAGE_CSP, renderPublicPage } from "@/app/public-page";
import { appSecret } from "@/lib/auth/app-secret";
import { isMachineRequest } from "@/lib/channels/is-machine-request";
import { readLink } from "@/lib/channels/signed-link";
import { readEngagedSend, recordEngagement } from "@/lib/commands/record-engagement";
import { log } from "@/lib/queue/log";

const BROKEN = {
  title: "This link does not work",
  body: "<p>It is not complete. Please open it from the message again, or copy all of it.</p>",
};

/** A tracked link: leads to the url that was signed into it and to no other. Recording never keeps anybody from arriving. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const link = readLink("click", (await params).token, appSecret());
  if (!link)
    return new Response(renderPublicPage(BROKEN), {
      status: 404,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": PUBLIC_PAGE_CSP,
        "x-content-type-options": "nosniff",
      },
    });
  try {
    const send = await readEngagedSend(link.sendId);
    if (send) await recordEngagement(send, { kind: "clicked", url: link.url }, isMachineRequest(request, send.mode));
  } catch (error) {
    log.error({ err: error }, "a click could not be recorded");
  }
  return new Response(null, {
    status: 302,
    headers: {
      // serialised: no character of it can end the header
      location: new URL(link.url).href,
      "cache-control": "no-store, private",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    },
  });
}
