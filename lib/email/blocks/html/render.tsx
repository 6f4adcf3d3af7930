import { cleanHtml } from "../../clean-html";
import type { BlockRenderProps } from "../render-props";
import type { HtmlBlock } from "./block";

export function RenderHtml({ block, scope }: BlockRenderProps<HtmlBlock>) {
  const style = { color: scope.style.light.text, fontSize: "16px", lineHeight: "26px" };
  return (
    <div
      className="sj-text"
      style={style}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing passes cleanHtml but a list of harmless tags
      dangerouslySetInnerHTML={{ __html: cleanHtml(block.html, scope) }}
    />
  );
}
