import { Heading } from "react-email";
import { textStyles } from "../../mail-style";
import type { BlockRenderProps } from "../render-props";
import type { HeadingBlock } from "./schema";

export function RenderHeading({ block, scope }: BlockRenderProps<HeadingBlock>) {
  const style = {
    ...textStyles.heading[block.level],
    color: scope.style.light.text,
    textAlign: scope.align(block.align),
  };
  return (
    <Heading as={`h${block.level}`} className="sj-text sj-h" style={{ ...style, margin: "0 0 16px" }}>
      {scope.text(block.text)}
    </Heading>
  );
}
