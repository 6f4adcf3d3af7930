import { PUBLIC_PAGE_CSP } from "@/app/public-page";
import { appSecret } from "@/lib/auth/app-secret";
import { maskAddress } from "@/lib/channels/address";
import { readLink } from "@/lib/channels/signed-link";
import { type EngagedSend, readEngagedSend } from "@/lib/commands/record-engagement";
import { resubscribe, unsubscribe } from "@/lib/commands/unsubscribe";
import { renderUnsubscribePage, type UnsubscribePage } from "./unsubscribe-page";

type Context = { params: Promise<{ token: string }> };

/** The link in test messages; it belongs to nobody. */
const TEST_TOKEN = "test";
/** A one-click body is some thirty bytes; a mail client adds a boundary at most. */
const BODY_BYTES_MAX = 4_096;

/** Shows a page with a button and changes nothing, whoever follows the link (promise 8). HEAD is answered from it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  if (token === TEST_TOKEN) return answer(200, { state: "test" });
  const send = await sendOf(token);
  if (!send) return answer(404, { state: "unknown" });
  return answer(200, { state: send.unsubscribed ? "already" : "ask", ...names(send) });
}

/** RFC 8058 one-click (`List-Unsubscribe=One-Click`, form-encoded either way) or the page's own buttons. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const action = await actionOf(request);
  if (token === TEST_TOKEN) return answer(200, { state: "test" });
  const send = await sendOf(token);
  if (!send) return answer(404, { state: "unknown" });
  switch (action) {
    case "unsubscribe":
      await unsubscribe(send);
      return answer(200, { state: "done", ...names(send) });
    case "resubscribe":
      return answer(200, { state: "back", ...names(send), ...(await resubscribe(send)) });
    case "too_large":
      return answer(413, { state: "bad_request" });
    case "none":
      return answer(422, { state: "bad_request" });
  }
}

async function sendOf(token: string): Promise<EngagedSend | undefined> {
  const link = readLink("unsubscribe", token, appSecret());
  return link && (await readEngagedSend(link.sendId));
}

function names(send: EngagedSend): { workspace: string; address: string } {
  return { workspace: send.workspace_name, address: maskAddress(send.to_address ?? send.email ?? "") };
}

async function actionOf(request: Request): Promise<"unsubscribe" | "resubscribe" | "too_large" | "none"> {
  const body = await readBounded(request);
  if (body === undefined) return "too_large";
  const type = request.headers.get("content-type") ?? "";
  const fields = type.startsWith("multipart/form-data") ? await multipartFields(body, type) : new URLSearchParams(body);
  if (fields.get("List-Unsubscribe") === "One-Click" || fields.get("action") === "unsubscribe") return "unsubscribe";
  return fields.get("action") === "resubscribe" ? "resubscribe" : "none";
}

async function readBounded(request: Request): Promise<string | undefined> {
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("latin1");
}

async function multipartFields(body: string, type: string): Promise<{ get: (name: string) => unknown }> {
  try {
    return await new Response(Buffer.from(body, "latin1"), { headers: { "content-type": type } }).formData();
  } catch (error) {
    if (error instanceof TypeError) return new URLSearchParams();
    throw error;
  }
}

function answer(status: number, page: UnsubscribePage): Response {
  return new Response(renderUnsubscribePage(page), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store, private",
      "content-security-policy": PUBLIC_PAGE_CSP,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}
