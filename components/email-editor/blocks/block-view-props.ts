import type { ReactNode } from "react";
import type { Block } from "@/lib/email/blocks/registry";

export type BlockViewProps<B> = {
  block: B;
  selected: boolean;
  /** draws a block inside this one, with its own frame */
  renderBlock: (block: Block) => ReactNode;
};
