import { sameJson } from "@/lib/journey/same-json";
import { ApiError, apiFetch } from "./api-client";
import type { Sent } from "./leave-draft";
import { problemText } from "./problem-text";

export type SendDraft<Draft, Stored> = {
  /** of a resource that takes PATCH with If-Match and answers GET */
  path: string;
  workspace: string;
  draft: Draft;
  /** what the draft is based on */
  revision: number;
  draftOf: (stored: Stored) => Draft;
};

/**
 * Saves a draft over the revision it is based on. Where the server has this very draft already, because the answer to an earlier try was
 * lost, it is saved: nobody is in conflict with themselves.
 */
export async function sendDraft<Draft, Stored extends { revision: number }>(
  sending: SendDraft<Draft, Stored>,
): Promise<Sent<Draft, Stored>> {
  const { path, workspace, draft, revision, draftOf } = sending;
  try {
    const headers = { "if-match": `"${revision}"` };
    const saved = await apiFetch<Stored>(path, { method: "PATCH", body: draft, headers, workspace });
    return succeeded(saved);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status !== 409 && error.status !== 412) return refused(error);
  }
  try {
    const stored = await apiFetch<Stored>(path, { workspace });
    return sameJson(draftOf(stored), draft) ? succeeded(stored) : { event: { kind: "refused_as_stale" } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refused(error);
  }
}

function succeeded<Draft, Stored extends { revision: number }>(saved: Stored): Sent<Draft, Stored> {
  return { event: { kind: "succeeded", revision: saved.revision, at: Date.now() }, saved };
}

/** Signed out is passing, too: whoever signs in again in another tab has lost nothing. */
function refused<Draft, Stored>(error: ApiError): Sent<Draft, Stored> {
  const passing = error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500;
  const reason = problemText(error);
  return { event: passing ? { kind: "failed", reason, at: Date.now() } : { kind: "refused", reason } };
}
