import { ChartFigure } from "@/components/charts/chart-figure";
import { formatCount, formatShare } from "@/components/charts/format-number";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { MessageFigures } from "@/lib/api/schemas/report";
import type { ReportStep } from "./report-steps";

export type EmailTableProps = { steps: readonly ReportStep[]; fileName: string };

type EmailStep = ReportStep & { figures: MessageFigures };

const columns = ["Message", "Sent", "Delivered", "Opened", "Clicked", "Bounced", "Unsubscribed"] as const;

const channels = new Set(["email", "push"]);

/**
 * What became of each email and push of the journey. Rates are of those delivered; nobody tells that a push was, so its rate is of those that
 * push services took. Nothing where a journey sends none.
 */
export function EmailTable({ steps, fileName }: EmailTableProps) {
  const emails = steps.flatMap((step): EmailStep[] =>
    step.node.messages && channels.has(step.node.type) ? [{ ...step, figures: step.node.messages }] : [],
  );
  if (emails.length === 0) return null;
  const rows = emails.map(({ label, figures }) => [
    label,
    figures.sent,
    figures.delivered,
    figures.opened,
    figures.clicked,
    figures.bounced,
    figures.unsubscribed,
  ]);
  return (
    <ChartFigure
      title="Messages"
      description="Rates are shares of the emails delivered, and of the pushes sent. Opens and clicks by programs are left out."
      fileName={fileName}
      table={{ header: columns, rows }}
    >
      <div className="-mx-5 -mb-5">
        <Table label="Messages">
          <thead>
            <tr>
              {columns.map((name, i) => (
                <TableHead key={name} className={i > 0 ? "text-right" : ""}>
                  {name}
                </TableHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {emails.map(({ node, label, figures }) => (
              <TableRow key={node.node_id}>
                <TableCell className="min-w-48 font-medium">{label}</TableCell>
                <TableCell className="text-right tabular-nums">{formatCount(figures.sent)}</TableCell>
                <TableCell className="text-right tabular-nums">{formatCount(figures.delivered)}</TableCell>
                <Rate value={figures.opened} of={figures.delivered} />
                <Rate value={figures.clicked} of={node.type === "push" ? figures.sent : figures.delivered} />
                <Rate value={figures.bounced} of={figures.sent} />
                <Rate value={figures.unsubscribed} of={figures.delivered} />
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
    </ChartFigure>
  );
}

function Rate({ value, of }: { value: number; of: number }) {
  return (
    <TableCell className="whitespace-nowrap text-right tabular-nums">
      {formatCount(value)}{" "}
      <span className="ml-1 inline-block w-14 text-muted-foreground text-xs">{formatShare(value, of)}</span>
    </TableCell>
  );
}
