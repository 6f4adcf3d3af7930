import { Text } from "react-email";
import * as z from "zod";
import { RenderButton } from "../blocks/button/render";
import { textStyles } from "../mail-style";
import { defineCodeTemplate } from "./define-code-template";

const button = {
  id: "confirm",
  type: "button",
  label: "Yes, confirm",
  href: "{{ props.confirm_url }}",
  align: "left",
  variant: "solid",
} as const;

/** One button that confirms an address, and the same address to copy for who has no button. */
export const confirmAddress = defineCodeTemplate({
  name: "Confirm address",
  description: "Asks somebody to confirm their email address with one link of yours.",
  props: z.object({ confirm_url: z.url({ protocol: /^https?$/ }) }),
  paths: { confirm_url: "event.confirm_url" },
  subject: "Please confirm your address",
  preheader: "One click, then you are set",
  Body: ({ scope }) => {
    const { light } = scope.style;
    const body = { ...textStyles.body, color: light.text, margin: "0 0 16px" };
    const small = { ...textStyles.small, color: light.muted, margin: "0 0 8px" };
    return (
      <>
        <Text className="sj-text" style={body}>
          {scope.text('Hello {{ first_name | default: "there" }}, is this your address?')}
        </Text>
        <RenderButton block={button} scope={scope} />
        <Text className="sj-muted" style={small}>
          {scope.text("If the button does nothing, open {{ props.confirm_url }}")}
        </Text>
        <Text className="sj-muted" style={small}>
          If it was not you, do nothing.
        </Text>
      </>
    );
  },
});
