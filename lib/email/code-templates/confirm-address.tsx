import { Button, Text } from "react-email";
import * as z from "zod";
import { textStyles } from "../mail-style";
import { defineCodeTemplate } from "./define-code-template";

/** One button that confirms an address, and the same address to copy for who has no button. */
export const confirmAddress = defineCodeTemplate({
  name: "Confirm address",
  description: "Asks somebody to confirm their email address with one link of yours.",
  props: z.object({ confirm_url: z.url({ protocol: /^https?$/ }) }),
  paths: { confirm_url: "event.confirm_url" },
  subject: "Please confirm your address",
  preheader: "One click, then you are set",
  Body: ({ scope }) => {
    const { light, radius } = scope.style;
    const body = { ...textStyles.body, color: light.text, margin: "0 0 16px" };
    return (
      <>
        <Text className="sj-text" style={body}>
          {scope.text('Hello {{ first_name | default: "there" }}, is this your address?')}
        </Text>
        <Button
          href={scope.href("{{ props.confirm_url }}")}
          className="sj-button"
          style={{
            backgroundColor: light.accent,
            border: `2px solid ${light.accent}`,
            color: light.onAccent,
            borderRadius: `${Math.min(radius, 10)}px`,
            fontSize: "16px",
            fontWeight: 600,
            padding: "12px 24px",
            marginBottom: "20px",
          }}
        >
          Yes, confirm
        </Button>
        <Text className="sj-muted" style={{ ...textStyles.small, color: light.muted, margin: 0 }}>
          {scope.text("Or open {{ props.confirm_url }}. If it was not you, do nothing.")}
        </Text>
      </>
    );
  },
});
