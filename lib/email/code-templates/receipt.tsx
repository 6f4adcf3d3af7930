import { Column, Hr, Row, Section, Text } from "react-email";
import * as z from "zod";
import { textStyles } from "../mail-style";
import type { RenderScope } from "../render-scope";
import { defineCodeTemplate } from "./define-code-template";

const item = z.object({ name: z.string(), quantity: z.number(), price: z.number() });

function Line({
  scope,
  left,
  right,
  strong = false,
}: {
  scope: RenderScope;
  left: string;
  right: string;
  strong?: boolean;
}) {
  const style = { ...textStyles.body, color: scope.style.light.text, margin: 0, fontWeight: strong ? 700 : 400 };
  return (
    <Section>
      <Row>
        <Column style={{ padding: "6px 0" }}>
          <Text className="sj-text" style={style}>
            {scope.text(left)}
          </Text>
        </Column>
        <Column style={{ padding: "6px 0", textAlign: "right", whiteSpace: "nowrap" }}>
          <Text className="sj-text" style={style}>
            {scope.text(right)}
          </Text>
        </Column>
      </Row>
    </Section>
  );
}

/** What was bought and what it cost, line by line. */
export const receipt = defineCodeTemplate({
  name: "Receipt",
  description: "The items of an order with its total, for after a purchase.",
  props: z.object({
    order_id: z.union([z.string(), z.number()]),
    items: z.array(item).min(1),
    total: z.number(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default("EUR"),
  }),
  paths: { order_id: "event.order_id", items: "event.items", total: "event.total", currency: "event.currency" },
  subject: "Your order {{ props.order_id }}",
  preheader: "{{ props.total | money: props.currency }}, thank you",
  Body: ({ scope }) => (
    <>
      <Text className="sj-text" style={{ ...textStyles.heading[1], color: scope.style.light.text, margin: "0 0 8px" }}>
        {scope.text('Thank you, {{ first_name | default: "and see you soon" }}')}
      </Text>
      <Text className="sj-muted" style={{ ...textStyles.small, color: scope.style.light.muted, margin: "0 0 20px" }}>
        {scope.text("Order {{ props.order_id }}")}
      </Text>
      {scope.each("props.items", 50)}
      <Line
        scope={scope}
        left="{{ item.quantity }} × {{ item.name }}"
        right="{{ item.price | times: item.quantity | money: props.currency }}"
      />
      {scope.otherwise()}
      {scope.endEach()}
      <Hr
        className="sj-hr"
        style={{ border: "none", borderTop: `1px solid ${scope.style.light.border}`, margin: "8px 0" }}
      />
      <Line scope={scope} left="Total" right="{{ props.total | money: props.currency }}" strong />
    </>
  ),
});
