import type { Json } from "@/lib/journey/json";
import { parseAnswer } from "../call-answer";
import { guardedRequest } from "../guarded-request";
import { retryAfterMs } from "../retry-after";
import type { CrmHttp } from "./crm-connection";

/** Lists of properties are long. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

export type CrmRequest = {
  method: "GET" | "POST" | "PATCH";
  url: string;
  headers: Record<string, string>;
  json?: Json;
  form?: Record<string, string>;
};

export type CrmAnswer =
  | { kind: "answered"; status: number; body: Json; retryAfterMs: number | undefined }
  | { kind: "refused"; reason: string }
  | { kind: "trouble"; reason: string };

/** One request to a CRM, within the bounds of guardedRequest. Trouble is everything that says nothing about the request itself: no answer, 408, 5xx. */
export async function crmRequest(request: CrmRequest, http: CrmHttp): Promise<CrmAnswer> {
  const { method, url, json, form } = request;
  const body =
    form === undefined
      ? json === undefined
        ? undefined
        : { text: JSON.stringify(json), type: "application/json" }
      : { text: new URLSearchParams(form).toString(), type: "application/x-www-form-urlencoded" };
  const answer = await guardedRequest({
    method,
    url,
    headers: { accept: "application/json", ...(body ? { "content-type": body.type } : {}), ...request.headers },
    ...(body ? { body: body.text } : {}),
    allowPrivate: http.allowPrivate,
    answerBytesMax: ANSWER_BYTES_MAX,
  });
  if (answer.kind === "refused") return answer;
  if (answer.kind === "unanswered") return { kind: "trouble", reason: answer.reason };
  const { status, text, tooLong, headers } = answer;
  if (status >= 500 || status === 408) return { kind: "trouble", reason: `answered ${status}` };
  if (status >= 301 && status < 400)
    return { kind: "refused", reason: `answered ${status}: redirects are not followed` };
  if (tooLong) return { kind: "refused", reason: "the answer is too long" };
  return {
    kind: "answered",
    status,
    body: parseAnswer(text),
    retryAfterMs: retryAfterMs(headers["retry-after"], http.now()),
  };
}
