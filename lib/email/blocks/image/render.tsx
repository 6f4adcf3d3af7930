import { Img, Link, Section } from "react-email";
import type { BlockRenderProps } from "../render-props";
import type { ImageBlock } from "./schema";

export function RenderImage({ block, scope }: BlockRenderProps<ImageBlock>) {
  if (block.url.trim() === "") return null;
  const width = Math.round((scope.width * block.width) / 100);
  const radius = Math.min(scope.style.radius, 12);
  const picture = (
    <Img
      src={scope.src(block.url)}
      alt={block.decorative ? "" : scope.text(block.alt)}
      width={width}
      className="sj-img"
      style={{
        display: "inline-block",
        width: `${width}px`,
        maxWidth: "100%",
        height: "auto",
        borderRadius: `${radius}px`,
      }}
    />
  );
  return (
    <Section style={{ padding: "4px 0 20px" }}>
      <div style={{ textAlign: scope.align(block.align) }}>
        {block.href.trim() === "" ? picture : <Link href={scope.href(block.href)}>{picture}</Link>}
      </div>
    </Section>
  );
}
