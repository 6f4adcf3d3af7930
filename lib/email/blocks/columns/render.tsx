import type { ReactNode } from "react";
import { Column, Row, Section } from "react-email";
import type { RenderScope } from "../../render-scope";
import type { Block } from "../registry";
import type { BlockRenderProps } from "../render-props";
import type { ColumnsBlock } from "./schema";

/** px between two columns */
const GAP = 20;

const shares: Record<ColumnsBlock["ratio"], [number, number]> = { equal: [1, 1], "1-2": [1, 2], "2-1": [2, 1] };

type ColumnsProps = BlockRenderProps<ColumnsBlock> & {
  renderBlock: (block: Block, scope: RenderScope) => ReactNode;
};

/** A table's row of cells; under 480 px each cell is a row of its own (`sj-col` in the style sheet). */
export function RenderColumns({ block, scope, renderBlock }: ColumnsProps) {
  const count = block.columns.length;
  const parts = count === 2 ? shares[block.ratio] : block.columns.map(() => 1);
  const total = parts.reduce((sum, part) => sum + part, 0);
  return (
    <Section>
      <Row>
        {block.columns.map((column, i) => {
          const share = (parts[i] ?? 1) / total;
          const padding = { paddingLeft: i === 0 ? 0 : GAP / 2, paddingRight: i === count - 1 ? 0 : GAP / 2 };
          const width = Math.floor(scope.width * share) - padding.paddingLeft - padding.paddingRight;
          return (
            <Column
              // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, never reordered
              key={i}
              className="sj-col"
              style={{ width: `${(share * 100).toFixed(2)}%`, verticalAlign: "top", ...padding }}
            >
              {column.blocks.map((inner) => renderBlock(inner, { ...scope, width }))}
            </Column>
          );
        })}
      </Row>
    </Section>
  );
}
