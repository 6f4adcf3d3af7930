import { renderMetrics } from "@/lib/queries/render-metrics";

export const dynamic = "force-dynamic";

/** Prometheus text. No workspace, journey or person appears in it. */
export async function GET(): Promise<Response> {
  const { contentType, text } = await renderMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
