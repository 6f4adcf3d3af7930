import type { GapsResource } from "@/lib/api/schemas/templates";
import { makeParameters } from "@/lib/audience/parameters";
import { type Tx, withWorkspace } from "@/lib/db/with-workspace";
import type { EmailDocument } from "@/lib/email/document";
import { variablePlaces } from "@/lib/email/variable-places";
import { isStandingPath } from "@/lib/journey/standing-paths";

/** People read at most; of a larger audience the newest stand for all, and the answer says so. */
export const PEOPLE_COUNTED_MAX = 100_000;
const TIMEOUT_MS = 4_000;
const PATHS_MAX = 60;

/** Whom a mail is for: a segment, who is inside a journey, or everybody. */
export type Audience = { segmentId?: string | undefined; journeyId?: string | undefined };

/** Columns of a person that templates can name, as SQL that is null or '' when there is nothing. */
const columns: Record<string, string> = {
  id: "p.external_id",
  external_id: "p.external_id",
  email: "p.email",
  phone: "p.phone",
  first_name: "p.first_name",
  last_name: "p.last_name",
  timezone: "p.timezone",
  locale: "p.locale",
  lifecycle_stage: "p.lifecycle_stage",
};

const isOfPerson = (path: string) => !/^event(\.|$)/.test(path) && !isStandingPath(path);

/**
 * For how many of an audience each variable without a fallback is empty: one statement over at most PEOPLE_COUNTED_MAX people, stopped after
 * four seconds. `event.*` belongs to what happens, not to a person, and everybody scored has scores: their count is null. "too_slow": it was stopped.
 */
export async function countMissing(
  workspaceId: number,
  document: EmailDocument,
  audience: Audience,
): Promise<GapsResource | "too_slow"> {
  const places = [...variablePlaces(document)].slice(0, PATHS_MAX);
  const paths = places.map(([path]) => path).filter(isOfPerson);
  try {
    const counted = await withWorkspace(workspaceId, (tx) => count(tx, workspaceId, paths, audience));
    return {
      people: counted.people,
      sampled: counted.sampled,
      gaps: places.map(([path, where]) => ({ path, missing: counted.missing.get(path) ?? null, places: where })),
    };
  } catch (error) {
    if (error instanceof Error && /57014|statement timeout/.test(error.message)) return "too_slow";
    throw error;
  }
}

async function count(tx: Tx, workspaceId: number, paths: string[], { segmentId, journeyId }: Audience) {
  await tx.$executeRawUnsafe(`set local statement_timeout = ${TIMEOUT_MS}`);
  const parameters = makeParameters(2);
  const scope = [
    ...(segmentId
      ? [
          `exists (select from segment_members m where m.segment_id = ${parameters.uuid(segmentId)} and m.subscriber_id = s.id)`,
        ]
      : []),
    ...(journeyId
      ? [
          `exists (select from enrollments e where e.journey_id = ${parameters.uuid(journeyId)} and e.subscriber_id = s.id and e.state = 'active')`,
        ]
      : []),
  ];
  const counts = paths.map((path, i) => {
    const column = columns[path];
    if (column) return `count(*) filter (where btrim(coalesce(${column}, '')) = '')::int as m${i}`;
    if (path === "tags") return `count(*) filter (where cardinality(p.tags) = 0)::int as m${i}`;
    const value = `(p.attributes #> ${parameters.texts(path.split("."))})`;
    return `count(*) filter (where ${value} is null or ${value} in ('null', '[]', 'false') or (jsonb_typeof(${value}) = 'string' and btrim(${value} #>> '{}') = ''))::int as m${i}`;
  });
  // Our own text with numbered placeholders; every value is a parameter.
  const [row] = await tx.$queryRawUnsafe<Record<string, number>[]>(
    `with people as (
       select s.* from subscribers s where ${["s.workspace_id = $1", ...scope].join(" and ")}
       order by s.id desc limit ${PEOPLE_COUNTED_MAX}
     )
     select ${["count(*)::int as people", ...counts].join(", ")} from people p`,
    workspaceId,
    ...parameters.values,
  );
  const people = row?.people ?? 0;
  return {
    people,
    sampled: people === PEOPLE_COUNTED_MAX,
    missing: new Map(paths.map((path, i) => [path, row?.[`m${i}`] ?? 0])),
  };
}
