import type { ServerResponse } from "node:http";

export type Problem = {
  status: number;
  title: string;
  detail: string;
  errors?: { path: string; message: string }[];
};

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  const text = JSON.stringify(body);
  response.statusCode = status;
  response.setHeader("content-type", type);
  response.setHeader("content-length", Buffer.byteLength(text));
  response.setHeader("cache-control", "no-store");
  response.setHeader("x-content-type-options", "nosniff");
  response.end(text);
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, "application/json; charset=utf-8", body);
}

/** RFC 9457. */
export function answerProblem(response: ServerResponse, { status, title, detail, errors }: Problem): void {
  send(response, status, "application/problem+json; charset=utf-8", {
    type: "about:blank",
    title,
    status,
    detail,
    ...(errors && { errors }),
  });
}
