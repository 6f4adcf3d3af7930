import { isbot } from "isbot";

/** Fetch on behalf of a person who really looks: Gmail's and Yahoo's image proxies. */
const PERSONS_PROXY = /GoogleImageProxy|YahooMailProxy/i;
/** Mail protection that opens every link; isbot does not know all of them. */
const MAIL_SCANNER =
  /Barracuda|Proofpoint|Mimecast|SafeLinks|FireEye|Symantec|TrendMicro|Cloudmark|MessageLabs|Sophos/i;
/** Apple's Mail Privacy Protection loads every picture under this bare name. */
const APPLE_PRIVACY = /^Mozilla\/5\.0$/;
/** Tools that stand in for a person where no scanner can be. */
const DEVELOPER_TOOL =
  /^$|HeadlessChrome|Playwright|^(?:node|undici|curl|wget|axios|got|python|go-http-client|ruby|java|okhttp|postman|insomnia|httpie)/i;

/**
 * Whether a program fetched a link or picture rather than the person. Such opens and clicks are kept and labelled, and never counted
 * or seen by branches. In a sandbox the mail never left the house, so developers' tools act for the person there.
 */
export function isMachineRequest(request: { method: string; headers: Headers }, mode: string): boolean {
  const { headers } = request;
  const purpose = `${headers.get("purpose") ?? ""} ${headers.get("sec-purpose") ?? ""} ${headers.get("x-moz") ?? ""} ${headers.get("x-purpose") ?? ""}`;
  if (/prefetch|prerender|preview/i.test(purpose) || request.method === "HEAD") return true;
  const agent = headers.get("user-agent") ?? "";
  if (PERSONS_PROXY.test(agent)) return false;
  if (MAIL_SCANNER.test(agent) || APPLE_PRIVACY.test(agent)) return true;
  if (mode === "sandbox" && DEVELOPER_TOOL.test(agent)) return false;
  return agent === "" || isbot(agent);
}
