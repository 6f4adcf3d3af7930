/** One thing that stands between a draft and publishing, or a warning beside it. `field` is a dotted path into the node's config. */
export type Problem = {
  code: string;
  severity: "error" | "warning";
  message: string;
  node_id?: string;
  field?: string;
};
