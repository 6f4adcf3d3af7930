import type { BlockRenderProps } from "../render-props";
import type { SpacerBlock } from "./schema";

export function RenderSpacer({ block }: BlockRenderProps<SpacerBlock>) {
  const height = `${block.height}px`;
  return (
    <div data-skip-in-text="true" style={{ height, lineHeight: height, fontSize: "1px" }}>
      {"\u00a0"}
    </div>
  );
}
