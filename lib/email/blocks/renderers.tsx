import type { ComponentType } from "react";
import type { RenderScope } from "../render-scope";
import { RenderButton } from "./button/render";
import { RenderDivider } from "./divider/render";
import { RenderFooter } from "./footer/render";
import { RenderHeading } from "./heading/render";
import { RenderImage } from "./image/render";
import type { Block, BlockOf, BlockType } from "./registry";
import type { BlockRenderProps } from "./render-props";
import { RenderSpacer } from "./spacer/render";
import { RenderText } from "./text/render";

/** react-email's side of the registry; on the server only. */
export const blockRenderers: { [T in BlockType]: ComponentType<BlockRenderProps<BlockOf<T>>> } = {
  heading: RenderHeading,
  text: RenderText,
  image: RenderImage,
  button: RenderButton,
  divider: RenderDivider,
  spacer: RenderSpacer,
  footer: RenderFooter,
};

function rendererOf<T extends BlockType>(block: { type: T }): ComponentType<BlockRenderProps<BlockOf<T>>> {
  return blockRenderers[block.type];
}

export function RenderBlock({ block, scope }: { block: Block; scope: RenderScope }) {
  const Renderer = rendererOf(block) as ComponentType<BlockRenderProps<Block>>;
  return <Renderer block={block} scope={scope} />;
}
