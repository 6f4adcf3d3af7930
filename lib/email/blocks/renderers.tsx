import { type ComponentType, Fragment } from "react";
import type { RenderScope } from "../render-scope";
import { RenderButton } from "./button/render";
import { RenderColumns } from "./columns/render";
import { RenderDivider } from "./divider/render";
import { RenderFooter } from "./footer/render";
import { RenderHeading } from "./heading/render";
import { RenderHtml } from "./html/render";
import { RenderImage } from "./image/render";
import { RenderList } from "./list/render";
import type { Block, BlockOf, BlockType, PlainBlock } from "./registry";
import type { BlockRenderProps } from "./render-props";
import { RenderShared } from "./shared/render";
import { RenderSpacer } from "./spacer/render";
import { RenderText } from "./text/render";

/** react-email's side of the registry; on the server only. */
export const blockRenderers: { [T in BlockType]: ComponentType<BlockRenderProps<BlockOf<T>>> } = {
  heading: RenderHeading,
  text: RenderText,
  image: RenderImage,
  button: RenderButton,
  columns: (props) => <RenderColumns {...props} renderBlock={renderBlock} />,
  list: RenderList,
  divider: RenderDivider,
  spacer: RenderSpacer,
  html: RenderHtml,
  shared: (props) => <RenderShared {...props} renderBlock={renderBlock} />,
  footer: RenderFooter,
};

function rendererOf<T extends BlockType>(block: { type: T }): ComponentType<BlockRenderProps<BlockOf<T>>> {
  return blockRenderers[block.type];
}

function RenderPlain({ block, scope }: { block: PlainBlock; scope: RenderScope }) {
  const Renderer = rendererOf(block) as ComponentType<BlockRenderProps<PlainBlock>>;
  return <Renderer block={block} scope={scope} />;
}

const renderBlock = (block: Block, scope: RenderScope) => <RenderBlock key={block.id} block={block} scope={scope} />;

/** A block in all its forms, with the rules around them that are decided for each person when the mail is filled. */
export function RenderBlock({ block, scope }: { block: Block; scope: RenderScope }) {
  const { when, variants = [] } = block;
  const [first, ...more] = variants;
  const inner = first ? (
    <>
      {scope.show(first.when)}
      <RenderPlain block={first.block} scope={scope} />
      {more.map((variant) => (
        <Fragment key={variant.block.id}>
          {scope.orShow(variant.when)}
          <RenderPlain block={variant.block} scope={scope} />
        </Fragment>
      ))}
      {scope.orShow()}
      <RenderPlain block={block} scope={scope} />
      {scope.endShow()}
    </>
  ) : (
    <RenderPlain block={block} scope={scope} />
  );
  if (!when) return inner;
  return (
    <>
      {scope.show(when)}
      {inner}
      {scope.endShow()}
    </>
  );
}
