import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { ChartTable } from "./chart-figure";
import { formatCount } from "./format-number";

/** The figures of a chart as a plain table: first column names, the rest numbers. */
export function DataTable({ label, table }: { label: string; table: ChartTable }) {
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            {table.header.map((name, column) => (
              <TableHead key={name} className={column > 0 ? "text-right" : ""}>
                {name}
              </TableHead>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <TableRow key={row.join("|")}>
              {row.map((value, column) => (
                <TableCell key={table.header[column]} className={column > 0 ? "text-right tabular-nums" : ""}>
                  {typeof value === "number" && Number.isInteger(value) ? formatCount(value) : (value ?? "–")}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
