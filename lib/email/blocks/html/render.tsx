import { cleanHtml } from "../../clean-html";
import type { BlockRenderProps } from "../render-props";
import type { HtmlBlock } from "./schema";

export function RenderHtml({ block, scope }: BlockRenderProps<HtmlBlock>) {
  const { light } = scope.style;
  // Its colours are the author's, made for light: it keeps a light ground in dark mode, too, so that it can be read.
  const style = {
    backgroundColor: light.card,
    color: light.text,
    fontSize: "16px",
    lineHeight: "26px",
    marginBottom: "16px",
  };
  return (
    <div
      style={style}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing passes cleanHtml but a list of harmless tags
      dangerouslySetInnerHTML={{ __html: cleanHtml(block.html, scope) }}
    />
  );
}
