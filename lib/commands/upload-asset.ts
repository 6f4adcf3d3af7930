import { createHash, randomBytes } from "node:crypto";
import type { AssetResource } from "@/lib/api/schemas/asset";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { readImage } from "@/lib/email/read-image";
import { assetColumns, presentAsset } from "@/lib/queries/read-assets";

/** px on a side: what is larger no mail needs, and its few bytes could fill a reader's memory. */
const SIDE_MAX = 8_000;

export type UploadedAsset =
  | { ok: true; asset: AssetResource; created: boolean }
  | { ok: false; reason: "broken" | "too_wide" };

/** Keeps a picture under an address that cannot be guessed. The same bytes again give the same address. */
export async function uploadAsset(principal: Principal, name: string, bytes: Uint8Array): Promise<UploadedAsset> {
  const { workspaceId } = principal;
  const facts = readImage(bytes);
  if (!facts) return { ok: false, reason: "broken" };
  if (Math.max(facts.width, facts.height) > SIDE_MAX) return { ok: false, reason: "too_wide" };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return withWorkspace(workspaceId, async (tx) => {
    const same = { workspaceId_sha256: { workspaceId, sha256 } };
    const known = await tx.asset.findUnique({ where: same, select: { id: true } });
    const row = await tx.asset.upsert({
      where: same,
      // brought back when it had been taken out of the picker
      update: { archivedAt: null },
      create: {
        workspaceId,
        publicId: randomBytes(18).toString("base64url"),
        name,
        ...facts,
        size: bytes.byteLength,
        sha256,
        data: new Uint8Array(bytes),
        createdBy: actorOf(principal),
      },
      select: assetColumns,
    });
    if (!known)
      await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "asset.uploaded", target: row.id });
    return { ok: true, asset: presentAsset(row), created: !known };
  });
}

/** Takes a picture out of the picker. Mails that show it go on showing it. False: there is none. */
export function archiveAsset(principal: Principal, id: string, at: Date): Promise<boolean> {
  const { workspaceId } = principal;
  return withWorkspace(workspaceId, async (tx) => {
    const { count } = await tx.asset.updateMany({
      where: { id, workspaceId, archivedAt: null },
      data: { archivedAt: at },
    });
    if (count === 0) return false;
    await writeAudit(tx, { workspaceId, actor: actorOf(principal), action: "asset.archived", target: id });
    return true;
  });
}
