import type { Problem } from "@/lib/journey/problem";

/** No two problems of one list are alike in all of these. */
export const problemKey = ({ node_id, field, code, message, mail }: Problem) =>
  [node_id, field, code, message, mail?.block_id, mail?.field].join(" ");
