import { Link, Text } from "react-email";
import { textStyles } from "../../mail-style";
import type { BlockRenderProps } from "../render-props";
import type { FooterBlock } from "./schema";

/** Stands under the card, wherever it is in the list: who sends, from where, and the way out. */
export function RenderFooter({ block, scope }: BlockRenderProps<FooterBlock>) {
  const { brand, style } = scope;
  const base = { ...textStyles.small, color: style.light.muted, textAlign: "center" as const };
  const address = brand.postal_address.split("\n").filter((line) => line.trim() !== "");
  return (
    <>
      {block.text.trim() === "" ? null : (
        <Text className="sj-muted" style={{ ...base, margin: "0 0 8px" }}>
          {scope.text(block.text)}
        </Text>
      )}
      <Text className="sj-muted" style={{ ...base, margin: "0 0 8px" }}>
        {scope.literal([brand.name, ...address].join(" · "))}
      </Text>
      <Text className="sj-muted" style={{ ...base, margin: 0 }}>
        <Link
          href={scope.href("{{ unsubscribe_url }}")}
          className="sj-muted"
          style={{ color: style.light.muted, textDecoration: "underline" }}
        >
          {scope.text(block.unsubscribe_label)}
        </Link>
      </Text>
    </>
  );
}
