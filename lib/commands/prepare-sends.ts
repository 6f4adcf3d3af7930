import type pg from "pg";
import { fetchFacts } from "@/lib/audience/fetch-facts";
import type { ClaimedSend } from "@/lib/db/sends.sql";
import { asksStanding } from "@/lib/email/asks-standing";
import { computeIncentive } from "@/lib/email/compute-incentive";
import { factsNeeded } from "@/lib/email/facts-needed";
import { SAMPLE_CODE } from "@/lib/email/sample-code";
import type { FetchedFacts, Instant } from "@/lib/journey/facts";
import { type SenderWorkspace, sendFacts } from "./load-send-context";
import type { LoadedVersion } from "./load-version";
import { type CodeWish, takeCodes } from "./take-codes";

/** What a mail needs beyond the claimed row: the facts its rules ask for and the code it carries. */
export type PreparedSend = { fetched: FetchedFacts; code?: string };

type Unprepared = {
  claimed: ClaimedSend;
  version: LoadedVersion;
  workspace: SenderWorkspace;
  at: Instant;
  /** written but not handed over: it shows a sample code and takes none */
  dry: boolean;
};

/**
 * Fetches the facts that the rules of a batch's mails look at, one query per kind, and takes the codes that they carry. Mails without rules and
 * codes cost nothing here. A repeated attempt has its message already and is not in `sends`.
 */
export async function prepareSends(
  client: pg.PoolClient,
  sends: readonly Unprepared[],
): Promise<Map<string, PreparedSend>> {
  const prepared = new Map<string, PreparedSend>();
  const demanding = sends.flatMap((send) => {
    const { claimed, version, workspace } = send;
    const compiled = version.emails[version.compiled.idAt(claimed.node)];
    const facts = sendFacts(claimed, version, workspace);
    const demands =
      compiled && (compiled.conditions || compiled.locales || compiled.incentive || asksStanding(compiled));
    return compiled && facts && demands ? [{ ...send, compiled, facts }] : [];
  });
  const asks = demanding.flatMap((send) => {
    const requests = factsNeeded(send.compiled, send.facts, send.at);
    return requests.length > 0 ? [{ send, requests }] : [];
  });
  const answers = await fetchFacts(
    client,
    asks.map(({ send: { claimed, at }, requests }) => ({
      subscriberId: claimed.subscriber_id,
      enrollmentId: claimed.enrollment_id ?? "0",
      versionId: claimed.version_id ?? 0,
      requests,
      now: at,
    })),
  );
  asks.forEach(({ send }, i) => void prepared.set(send.claimed.id, { fetched: answers[i] ?? new Map() }));
  const wishes = demanding.flatMap((send): CodeWish[] => {
    const { claimed, compiled, at, version } = send;
    const poolId = compiled.incentive?.pool_id;
    if (!compiled.incentive || !poolId) return [];
    const facts = { ...send.facts, fetched: prepared.get(claimed.id)?.fetched ?? send.facts.fetched };
    if (computeIncentive(compiled.incentive, facts, at).kind === "none") return [];
    if (send.dry) {
      prepared.set(claimed.id, { fetched: facts.fetched, code: SAMPLE_CODE });
      return [];
    }
    const { id: sendId, workspace_id: workspaceId, subscriber_id: subscriberId } = claimed;
    return [{ sendId, workspaceId, poolId, subscriberId, journeyId: version.journeyId, at }];
  });
  for (const [id, code] of await takeCodes(client, wishes))
    prepared.set(id, { fetched: prepared.get(id)?.fetched ?? new Map(), code });
  return prepared;
}
