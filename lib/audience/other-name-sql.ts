import { otherNames } from "@/lib/journey/other-name";

const other = (name: string) =>
  `case ${name} ${Object.entries(otherNames)
    .map(([event, same]) => `when '${event}' then '${same}'`)
    .join(" ")} end`;

/** Text under an event's name in a jsonb object, else under the other name of the same behaviour: byEitherName of lib/journey. */
export const byEitherNameSql = (rules: string, name: string) =>
  `coalesce(${rules} ->> ${name}, ${rules} ->> (${other(name)}))`;

/** Whether a jsonb list names an event by either name: namesEither of lib/journey. */
export const namesEitherSql = (list: string, name: string) =>
  `(${list} ? ${name} or coalesce(${list} ? (${other(name)}), false))`;
