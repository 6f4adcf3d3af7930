import { withPersonToken } from "@/lib/channels/person-token";
import { signLink } from "@/lib/channels/signed-link";
import type { MessageLinks } from "@/lib/email/liquid/person-context";
import type { Instant } from "@/lib/journey/facts";
import type { DeliverEnvironment } from "./deliver-environment";
import type { SenderWorkspace } from "./load-send-context";

type LinkEnvironment = Pick<DeliverEnvironment, "appUrl" | "secret">;

/** What a token holds at most (TOKEN_LENGTH_MAX), with room to spare; a longer address is written as it is. */
const TRACKED_URL_BYTES_MAX = 4_000;

/** Where the links of one message go: out of it, to what is counted, and to the sender's own pages as whoever got it. */
export function messageLinks(
  sendId: string,
  workspace: Pick<SenderWorkspace, "id"> & { settings: Pick<SenderWorkspace["settings"], "tracking"> },
  externalId: string,
  at: Instant,
  env: LinkEnvironment,
): MessageLinks {
  const unsubscribeUrl = `${env.appUrl}/u/${signLink("unsubscribe", sendId, env.secret)}`;
  const { opens, clicks } = workspace.settings.tracking;
  return {
    unsubscribeUrl,
    signLink: (url) => withPersonToken(url, workspace.id, externalId, at, env.secret),
    ...(opens ? { openPixelUrl: `${env.appUrl}/t/o/${signLink("open", sendId, env.secret)}` } : {}),
    ...(clicks ? { trackLink: (url: string) => trackedLink(url, sendId, unsubscribeUrl, env) } : {}),
  };
}

function trackedLink(url: string, sendId: string, unsubscribeUrl: string, env: LinkEnvironment): string {
  // a link to leave must work even where tracking is blocked
  if (url === unsubscribeUrl || Buffer.byteLength(url) > TRACKED_URL_BYTES_MAX || !/^https?:\/\//i.test(url))
    return url;
  return `${env.appUrl}/t/c/${signLink("click", sendId, env.secret, url)}`;
}
