import { Hr } from "react-email";
import type { BlockRenderProps } from "../render-props";
import type { DividerBlock } from "./schema";

export function RenderDivider({ scope }: BlockRenderProps<DividerBlock>) {
  return (
    <Hr
      className="sj-hr"
      style={{ border: "none", borderTop: `1px solid ${scope.style.light.border}`, margin: "12px 0 28px" }}
    />
  );
}
