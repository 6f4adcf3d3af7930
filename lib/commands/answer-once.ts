import type { EndpointResponse } from "@/lib/api/define-endpoint";
import { problem } from "@/lib/api/problem";
import { claimAnswer, forgetAnswer, rememberAnswer } from "./remember-answer";

const IDEMPOTENCY_KEY_MAX = 255;

/**
 * Idempotency-Key: the first answer is kept and given again; nothing happens twice. `requestHash` says what a request is (hashRequest); with
 * `answersSecret` the answer's secret is not kept.
 */
export async function answerOnce(
  { workspaceId, key, requestHash }: { workspaceId: number; key: string; requestHash: string },
  call: () => Promise<EndpointResponse>,
  answersSecret = false,
): Promise<EndpointResponse> {
  if (key === "" || key.length > IDEMPOTENCY_KEY_MAX)
    return problem(422, "The request was understood, but some of it is invalid.", {
      errors: [{ path: "Idempotency-Key", message: `1 to ${IDEMPOTENCY_KEY_MAX} characters` }],
    });
  const claim = await claimAnswer(workspaceId, key, requestHash);
  if (claim.kind === "other_request") return problem(409, "This Idempotency-Key was used for another request.");
  if (claim.kind === "in_progress")
    return problem(409, "A request with this Idempotency-Key is still being worked on.");
  if (claim.kind === "again")
    return { ...claim.answer, headers: { ...claim.answer.headers, "idempotency-replayed": "true" } };
  const first = await call().catch(async (error: unknown) => {
    await forgetAnswer(workspaceId, key);
    throw error;
  });
  // "Not now" is no answer for a day: whoever comes again with the key, as they were told to, must be heard.
  if (first.status === 429 || first.status >= 500) await forgetAnswer(workspaceId, key);
  else
    await rememberAnswer(
      workspaceId,
      key,
      answersSecret && first.status < 300
        ? problem(409, "This was done before; its secret was shown once and is not kept.")
        : first,
    );
  return first;
}
