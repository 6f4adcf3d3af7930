import type { Block } from "@/lib/email/blocks/registry";
import type { EmailDocument } from "@/lib/email/document";
import { richTextFromPlain } from "@/lib/email/short-form";
import type { Graph, GraphEdge, GraphNode } from "@/lib/journey/graph";
import type { JourneyTestCase } from "@/lib/journey/journey-test";

/** A part of a mail: a block without what every block of the gallery has alike. `when` and `variants` as on any block. */
type Part =
  | { heading: string }
  | { text: string; when?: Block["when"] }
  | { button: string; href: string; when?: Block["when"] }
  | { list: string; title: string; detail?: string; aside?: string; total?: string; empty?: string }
  | "divider";

function blockOf(part: Part, id: string): Block {
  if (part === "divider") return { id, type: "divider" };
  if ("heading" in part) return { id, type: "heading", text: part.heading, level: 1, align: "left" };
  if ("text" in part)
    return {
      id,
      type: "text",
      content: richTextFromPlain(part.text),
      align: "left",
      ...(part.when && { when: part.when }),
    };
  if ("button" in part) {
    const button = {
      id,
      type: "button",
      label: part.button,
      href: part.href,
      align: "left",
      variant: "solid",
    } as const;
    return part.when ? { ...button, when: part.when } : button;
  }
  return {
    id,
    type: "list",
    path: part.list,
    limit: 8,
    layout: "rows",
    image: "{{ item.image }}",
    title: part.title,
    detail: part.detail ?? "",
    aside: part.aside ?? "",
    href: "{{ item.url }}",
    total_label: part.total ? "Total" : "",
    total: part.total ?? "",
    empty: part.empty ?? "",
  };
}

/** A mail from its parts, with block ids that never change and the footer that every marketing mail needs. */
export function mail(
  subject: string,
  preheader: string,
  parts: Part[],
  extra: Partial<EmailDocument> = {},
): EmailDocument {
  return {
    v: 2,
    subject,
    preheader,
    blocks: [
      ...parts.map((part, i) => blockOf(part, `b${i + 1}`)),
      { id: "footer", type: "footer", text: "", unsubscribe_label: "Unsubscribe" },
    ],
    ...extra,
  };
}

/** A graph from steps and lines such as "start > hello" or "opened.yes > guide" (no port: next). */
export function graphOf(steps: Record<string, [type: string, config?: GraphNode["config"]]>, lines: string[]): Graph {
  return {
    nodes: Object.entries(steps).map(([id, [type, config = {}]]) => ({ id, type, config })),
    edges: lines.flatMap((line): GraphEdge[] => {
      const places = line.split(" > ");
      return places.slice(1).map((to, i) => {
        const [from = "", port = "next"] = (places[i] ?? "").split(".");
        return { from, port, to: to.split(".")[0] ?? "" };
      });
    }),
  };
}

type Case = Omit<Partial<JourneyTestCase>, "events" | "expect"> & {
  name: string;
  /** event, how long after the start, properties */
  later?: [event: string, after: string, properties?: JourneyTestCase["trigger"]["properties"]][];
  expect: Partial<JourneyTestCase["expect"]>;
};

/** A saved case that begins on a Monday morning, with somebody called Ada in Berlin unless it says otherwise. */
export function testCase({
  name,
  person,
  trigger,
  later = [],
  expect,
  ...rest
}: Case): JourneyTestCase & { name: string } {
  return {
    name,
    person: { first_name: "Ada", email: "ada@example.com", timezone: "Europe/Berlin", ...person },
    trigger: trigger ?? { properties: {} },
    events: later.map(([event, after, properties = {}]) => ({ event, after, properties })),
    start_at: "2026-03-02T09:00:00Z",
    ...rest,
    expect: { path_match: "in_order", ...expect },
  };
}

/** The mails that must come of a case, in order. */
export const mails = (...ids: string[]) => ids.map((node_id) => ({ node_id }));
