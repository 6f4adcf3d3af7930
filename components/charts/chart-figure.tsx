"use client";

import { ChartLine, Download, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { type CsvValue, toCsv } from "./csv";
import { DataTable } from "./data-table";
import { downloadCsv } from "./download-csv";

export type ChartTable = { header: readonly string[]; rows: readonly (readonly CsvValue[])[] };

export type ChartFigureProps = {
  title: string;
  description?: ReactNode;
  /** the same figures as a table: what CSV and screen readers get */
  table: ChartTable;
  /** file name of the CSV, without the ending */
  fileName: string;
  children: ReactNode;
  /** nothing to draw: shown in place of the chart */
  empty?: ReactNode;
};

/** A chart with the table behind it and its CSV. */
export function ChartFigure({ title, description, table, fileName, children, empty }: ChartFigureProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const actions = empty ? null : (
    <>
      <SegmentedControl
        size="sm"
        label={`${title}: view`}
        value={view}
        onValueChange={setView}
        options={[
          { value: "chart", name: "Chart", label: <ChartLine aria-hidden="true" /> },
          { value: "table", name: "Table", label: <Table2 aria-hidden="true" /> },
        ]}
      />
      <IconButton
        label={`Download “${title}” as CSV`}
        onClick={() => downloadCsv(`${fileName}.csv`, toCsv(table.header, table.rows))}
      >
        <Download aria-hidden="true" />
      </IconButton>
    </>
  );
  return (
    <Card title={title} description={description} actions={actions} flush={view === "table" && !empty}>
      {empty ?? (view === "chart" ? children : <DataTable label={title} table={table} />)}
    </Card>
  );
}
