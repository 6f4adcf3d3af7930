import { Button, Section } from "react-email";
import type { BlockRenderProps } from "../render-props";
import type { ButtonBlock } from "./schema";

export function RenderButton({ block, scope }: BlockRenderProps<ButtonBlock>) {
  const { light, radius } = scope.style;
  const solid = block.variant === "solid";
  return (
    <Section style={{ padding: "8px 0 24px" }}>
      <div style={{ textAlign: scope.align(block.align) }}>
        <Button
          href={scope.href(block.href)}
          className={solid ? "sj-button" : "sj-button-outline"}
          style={{
            backgroundColor: solid ? light.accent : light.card,
            border: `2px solid ${light.accent}`,
            color: solid ? light.onAccent : light.link,
            borderRadius: `${Math.min(radius, 10)}px`,
            fontSize: "16px",
            fontWeight: 600,
            padding: "12px 24px",
          }}
        >
          {scope.text(block.label)}
        </Button>
      </div>
    </Section>
  );
}
