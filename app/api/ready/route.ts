import { readReadiness } from "@/lib/queries/read-readiness";

export const dynamic = "force-dynamic";

/** 200 when database, migrations and a worker are there; else 503 with what is missing. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  const headers = { "cache-control": "no-store" };
  if (readiness.ready) return Response.json({ status: "ready" }, { headers });
  const { missing, pending } = readiness;
  return Response.json({ status: "not_ready", missing, pending_migrations: pending }, { status: 503, headers });
}
