/** Rows as the parallel arrays that `unnest` takes: one array for each of `columns`, in their order. */
export function columnsOf<Row extends object>(rows: readonly Row[], columns: readonly (keyof Row)[]): unknown[][] {
  return columns.map((column) => rows.map((row) => row[column]));
}
