import * as z from "zod";
import { jsonObjectSchema } from "./json";

/**
 * The semantic graph: what is stored, versioned, diffed and walked. Layout is a pure function of it; `position` is an
 * offset (px) that an author gave a node by hand, relative to where the layout puts it.
 */
const nodeIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/, "letters, digits, _ and - only");

const graphNodeSchema = z.object({
  id: nodeIdSchema,
  type: z.string().min(1).max(64),
  config: jsonObjectSchema.default({}),
  position: z.object({ x: z.number().finite(), y: z.number().finite() }).optional(),
});

const graphEdgeSchema = z.object({
  from: nodeIdSchema,
  port: z.string().min(1).max(64),
  to: nodeIdSchema,
});

/** What an author wrote beside a node for others to read: kept and versioned with the graph, never executed. One for each node. */
const graphNoteSchema = z.object({ node: nodeIdSchema, text: z.string().min(1).max(2_000) });

const GRAPH_NODES_MAX = 2_000;

/** Shape only. Whether a graph can be published is checkGraph's business (lib/engine/check-graph.ts). */
export const graphSchema = z.object({
  nodes: z.array(graphNodeSchema).max(GRAPH_NODES_MAX),
  edges: z.array(graphEdgeSchema).max(GRAPH_NODES_MAX * 10),
  notes: z
    .array(graphNoteSchema)
    .max(GRAPH_NODES_MAX)
    .refine((notes) => new Set(notes.map(({ node }) => node)).size === notes.length, "one note for each node")
    .optional(),
});

export type GraphNode = z.output<typeof graphNodeSchema>;
export type GraphEdge = z.output<typeof graphEdgeSchema>;
export type Graph = z.output<typeof graphSchema>;
