/** One thing that stands between a draft and publishing, or a warning beside it. `field` is a dotted path into the node's config. */
export type Problem = {
  code: string;
  severity: "error" | "warning";
  message: string;
  node_id?: string;
  field?: string;
  /** where in the step's template it lies, when it has one; without a block: a line of the mail, or the mail as a whole */
  mail?: { template_id: string; block_id?: string | undefined; field?: string | undefined } | undefined;
};
