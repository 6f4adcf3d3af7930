import type { Graph, GraphEdge } from "@/lib/journey/graph";
import { plainNames } from "@/lib/journey/names";
import { describeNode } from "@/lib/nodes/describe-node";
import { forwardOrder } from "./forward-order";

/** Size of a node card and the air around it, in px. */
export const NODE_WIDTH = 260;
export const NODE_HEIGHT = 84;
/** A note stands to the right of its card; as much room is left of it, so that the way stays in the middle. */
export const NOTE_WIDTH = 180;
export const NOTE_GAP = 16;
const NOTED_WIDTH = NODE_WIDTH + 2 * (NOTE_GAP + NOTE_WIDTH);
const COLUMN_GAP = 48;
export const ROW_GAP = 72;
/** Width of a column that holds nothing but an open port with its "+" and label, or a line that leads past its siblings. */
const OPEN_PORT_WIDTH = 140;
/** Width of a column that holds the chip of a way back up. */
export const CHIP_WIDTH = 208;

export type Point = { x: number; y: number };
/** An exit without a connection: `x`, `y` is the middle of its "+". */
export type OpenPort = Point & { from: string; port: string; label: string };
export type GraphLayout = {
  /** top left corner of each card; an author's own offset (node.position) is not in it */
  positions: ReadonlyMap<string, Point>;
  openPorts: OpenPort[];
  /** where a connection that leads past its siblings to a join, or back up, goes down: its middle, by `laneKey` */
  lanes: ReadonlyMap<string, number>;
  /** connections that lead back up (loops) */
  backEdges: GraphEdge[];
  width: number;
  height: number;
};

/** Names an exit among the lanes of a layout. */
export function laneKey(from: string, port: string): string {
  return JSON.stringify([from, port]);
}

/**
 * Tidy top-down layout: a function of the graph alone, in time linear in its size. Every node owns a rectangle that
 * holds its arms side by side, in the order of its ports, and below them whatever its arms rejoin at; rectangles never overlap,
 * so cards never do. Parts that no trigger leads to stand to the right.
 */
export function layoutGraph(graph: Graph): GraphLayout {
  const { order, parents, backEdges } = forwardOrder(
    graph,
    graph.nodes.map((node) => node.id),
    portKeysOf(graph),
  );
  const tree = dominatorTree(order, parents);
  const layout: Placing = { positions: new Map(), openPorts: [], lanes: new Map() };
  const columns = portColumns(graph, tree, backEdges);
  const blocks = new Map<string, Block>();
  const noted = new Set(graph.notes?.map(({ node }) => node));
  for (const id of order.toReversed()) {
    const block = blockOf(id, columns.get(id) ?? [], tree.joins.get(id) ?? [], blocks);
    blocks.set(id, noted.has(id) ? { ...block, width: Math.max(block.width, NOTED_WIDTH) } : block);
  }
  const roots: Column[] = triggersFirst(graph, tree.heads).map((id) => ({ kind: "node", id }));
  const all = blockOf(undefined, roots, tree.joins.get(undefined) ?? [], blocks);
  placeBlock(all, { x: 0, y: 0 }, layout, blocks);
  return { ...layout, backEdges, width: all.width, height: all.height };
}

/** What a trigger begins stands where it stood when something loose is put beside it. */
function triggersFirst(graph: Graph, heads: readonly string[]): string[] {
  const triggers = new Set(graph.nodes.filter(({ type }) => type.startsWith("trigger.")).map(({ id }) => id));
  return [...heads.filter((id) => triggers.has(id)), ...heads.filter((id) => !triggers.has(id))];
}

type Placing = { positions: Map<string, Point>; openPorts: OpenPort[]; lanes: Map<string, number> };
type Column =
  | { kind: "node"; id: string }
  | { kind: "open"; from: string; port: string; label: string }
  /** a connection that leads to a join or back up: only room for the line and its label, or its chip */
  | { kind: "line"; from: string; port: string; back: boolean };
type Block = {
  id: string | undefined;
  columns: Column[];
  joins: string[];
  width: number;
  rowHeight: number;
  height: number;
};

function portKeysOf(graph: Graph): Map<string, string[]> {
  return new Map(graph.nodes.map((node) => [node.id, describeNode(node, plainNames).ports.map(({ key }) => key)]));
}

type Tree = {
  /** nodes of the first row: those with no parent */
  heads: string[];
  parents: ReadonlyMap<string, string[]>;
  /** node (undefined: the canvas) → nodes that several of its arms lead to, top to bottom */
  joins: ReadonlyMap<string | undefined, string[]>;
};

/** Where the paths to a join last had a node in common, the join belongs. `order` is topological, so one pass does. */
function dominatorTree(order: string[], parents: ReadonlyMap<string, string[]>): Tree {
  const dominator = new Map<string, string | undefined>();
  const depth = new Map<string | undefined, number>([[undefined, 0]]);
  const joins = new Map<string | undefined, string[]>();
  const heads: string[] = [];
  const meet = (a: string | undefined, b: string | undefined): string | undefined => {
    let [x, y] = [a, b];
    while (x !== y) {
      if ((depth.get(x) ?? 0) >= (depth.get(y) ?? 0)) x = x === undefined ? undefined : dominator.get(x);
      else y = y === undefined ? undefined : dominator.get(y);
    }
    return x;
  };
  for (const id of order) {
    const from = parents.get(id) ?? [];
    const [first, ...others] = from;
    const parent = others.reduce<string | undefined>(meet, first);
    dominator.set(id, parent);
    depth.set(id, (depth.get(parent) ?? 0) + 1);
    if (from.length === 0) heads.push(id);
    else if (from.length > 1) joins.set(parent, [...(joins.get(parent) ?? []), id]);
  }
  return { heads, parents, joins };
}

function portColumns(graph: Graph, tree: Tree, backEdges: GraphEdge[]): Map<string, Column[]> {
  const back = new Set(backEdges);
  const edges = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) edges.set(edge.from, [...(edges.get(edge.from) ?? []), edge]);
  return new Map(
    graph.nodes.map((node) => {
      const own = edges.get(node.id) ?? [];
      const { ports } = describeNode(node, plainNames);
      const keys = new Map(ports.map(({ key, label }) => [key, label]));
      for (const { port } of own) if (!keys.has(port)) keys.set(port, port);
      const columns = [...keys].flatMap(([port, label]): Column[] => {
        const leading = own.filter((edge) => edge.port === port);
        if (leading.length === 0) return [{ kind: "open", from: node.id, port, label }];
        return leading.map((edge) =>
          !back.has(edge) && tree.parents.get(edge.to)?.length === 1
            ? { kind: "node", id: edge.to }
            : { kind: "line", from: node.id, port, back: back.has(edge) },
        );
      });
      return [node.id, columns];
    }),
  );
}

function blockOf(
  id: string | undefined,
  columns: Column[],
  joins: string[],
  blocks: ReadonlyMap<string, Block>,
): Block {
  const size = (column: Column) => columnSize(column, columns.length, blocks);
  const rowWidth = columns.reduce((sum, column) => sum + size(column).width, 0) + gaps(columns.length);
  const rowHeight = Math.max(0, ...columns.map((column) => size(column).height));
  const joined = joins.flatMap((join) => blocks.get(join) ?? []);
  return {
    id,
    columns,
    joins,
    width: Math.max(id === undefined ? 0 : NODE_WIDTH, rowWidth, ...joined.map(({ width }) => width)),
    rowHeight,
    height:
      (id === undefined ? 0 : NODE_HEIGHT) +
      (rowHeight > 0 ? rowHeight + (id === undefined ? 0 : ROW_GAP) : 0) +
      joined.reduce((sum, { height }) => sum + height + ROW_GAP, 0),
  };
}

const gaps = (columns: number): number => Math.max(0, columns - 1) * COLUMN_GAP;

function columnSize(
  column: Column,
  siblings: number,
  blocks: ReadonlyMap<string, Block>,
): { width: number; height: number } {
  switch (column.kind) {
    case "node":
      return blocks.get(column.id) ?? { width: NODE_WIDTH, height: NODE_HEIGHT };
    case "open":
      return { width: OPEN_PORT_WIDTH, height: 28 };
    case "line":
      return { width: siblings < 2 ? 0 : column.back ? CHIP_WIDTH : OPEN_PORT_WIDTH, height: 0 };
  }
}

/** Puts a block with its top left corner at `at`. Depth of recursion is the length of the longest path. */
function placeBlock(block: Block, at: Point, layout: Placing, blocks: ReadonlyMap<string, Block>): void {
  const middle = at.x + block.width / 2;
  let y = at.y;
  if (block.id !== undefined) {
    layout.positions.set(block.id, { x: middle - NODE_WIDTH / 2, y });
    y += NODE_HEIGHT;
  }
  if (block.columns.length > 0) {
    const sizes = block.columns.map((column) => columnSize(column, block.columns.length, blocks));
    let x = middle - (sizes.reduce((sum, { width }) => sum + width, 0) + gaps(sizes.length)) / 2;
    const top = block.id === undefined ? y : y + ROW_GAP;
    for (const [i, column] of block.columns.entries()) {
      const width = sizes[i]?.width ?? 0;
      placeColumn(column, { x, y: top }, width, layout, blocks);
      x += width + COLUMN_GAP;
    }
    if (block.rowHeight > 0) y = top + block.rowHeight;
  }
  for (const id of block.joins) {
    const join = blocks.get(id);
    if (!join) continue;
    y += ROW_GAP;
    placeBlock(join, { x: middle - join.width / 2, y }, layout, blocks);
    y += join.height;
  }
}

function placeColumn(
  column: Column,
  at: Point,
  width: number,
  layout: Placing,
  blocks: ReadonlyMap<string, Block>,
): void {
  if (column.kind === "open") {
    const { from, port, label } = column;
    layout.openPorts.push({ from, port, label, x: at.x + width / 2, y: at.y + 14 - ROW_GAP / 2 });
  } else if (column.kind === "node") {
    const block = blocks.get(column.id);
    if (block) placeBlock(block, at, layout, blocks);
  } else if (width > 0) {
    layout.lanes.set(laneKey(column.from, column.port), at.x + width / 2);
  }
}
