import { defineBlock } from "../define-block";
import type { ColumnsBlock } from "./schema";

export const columnsBlock = defineBlock<ColumnsBlock>({
  label: "Columns",
  icon: "columns-2",
  keywords: ["side by side", "grid", "two", "three", "layout"],
  texts: [],
  create: (id) => ({ id, type: "columns", ratio: "equal", columns: [{ blocks: [] }, { blocks: [] }] }),
});
