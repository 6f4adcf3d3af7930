import type { Problem } from "@/lib/journey/problem";

/** application/problem+json as the API answers it. */
export type ProblemDetails = {
  type?: string;
  title: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: { path?: string; message: string; code?: string; node_id?: string }[];
  /** why a draft cannot be published */
  problems?: Problem[];
};

/** Reads a problem out of an answer's body; undefined when it is not one. By hand: a schema library would weigh on every page. */
export function parseProblem(body: unknown): ProblemDetails | undefined {
  if (!isRecord(body) || typeof body.title !== "string") return undefined;
  const errors = Array.isArray(body.errors) ? body.errors.filter(isRecord).map(readError) : undefined;
  return {
    title: body.title,
    ...(typeof body.type === "string" ? { type: body.type } : {}),
    ...(typeof body.status === "number" ? { status: body.status } : {}),
    ...(typeof body.detail === "string" ? { detail: body.detail } : {}),
    ...(typeof body.code === "string" ? { code: body.code } : {}),
    ...(errors ? { errors } : {}),
    ...(Array.isArray(body.problems) ? { problems: body.problems.filter(isRecord).map(readProblem) } : {}),
  };
}

function readError(error: Record<string, unknown>) {
  return {
    message: typeof error.message === "string" ? error.message : "not valid",
    ...(typeof error.path === "string" ? { path: error.path } : {}),
    ...(typeof error.code === "string" ? { code: error.code } : {}),
    ...(typeof error.node_id === "string" ? { node_id: error.node_id } : {}),
  };
}

function readProblem(problem: Record<string, unknown>): Problem {
  return {
    code: typeof problem.code === "string" ? problem.code : "problem",
    severity: problem.severity === "warning" ? "warning" : "error",
    message: typeof problem.message === "string" ? problem.message : "not valid",
    ...(typeof problem.node_id === "string" ? { node_id: problem.node_id } : {}),
    ...(typeof problem.field === "string" ? { field: problem.field } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
