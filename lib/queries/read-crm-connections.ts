import * as z from "zod";
import type { CrmConnectionResource } from "@/lib/api/schemas/crm-connection";
import { crmKind } from "@/lib/channels/crm/registry";
import type { Tx } from "@/lib/db/with-workspace";
import { withWorkspace } from "@/lib/db/with-workspace";

const shownSchema = z.record(z.string(), z.string()).catch({});

type Row = {
  id: string;
  kind: string;
  name: string;
  account: string;
  shown: unknown;
  problem: string | null;
  heldUntil: Date | null;
  createdAt: Date;
};

function present({ heldUntil, createdAt, shown, ...row }: Row): CrmConnectionResource {
  const kind = crmKind(row.kind);
  const { id, name, account, problem } = row;
  return {
    id,
    kind: row.kind,
    label: kind?.label ?? row.kind,
    name,
    account,
    match_by: kind?.matchBy ?? "",
    shown: shownSchema.parse(shown),
    problem,
    held_until: heldUntil && heldUntil.getTime() > Date.now() ? heldUntil.toISOString() : null,
    created_at: createdAt.toISOString(),
  };
}

/** The workspace's connected CRMs, by name; never their credentials. */
export async function listCrmConnections(workspaceId: number): Promise<CrmConnectionResource[]> {
  const rows = await withWorkspace(workspaceId, (tx) =>
    tx.crmConnection.findMany({
      where: { workspaceId, archivedAt: null },
      omit: { sealed: true },
      orderBy: { name: "asc" },
    }),
  );
  return rows.map(present);
}

/** One connected CRM of the workspace; undefined: there is none, or it was removed. */
export async function findCrmConnection(
  tx: Tx,
  workspaceId: number,
  id: string,
): Promise<CrmConnectionResource | undefined> {
  const row = await tx.crmConnection.findFirst({
    where: { id, workspaceId, archivedAt: null },
    omit: { sealed: true },
  });
  return row ? present(row) : undefined;
}
