import { decodeCursor, toPage } from "@/lib/api/cursor";
import { type AssetResource, assetSchema } from "@/lib/api/schemas/asset";
import { type List, type PageQuery, uuidSchema } from "@/lib/api/schemas/common";
import { appUrl } from "@/lib/auth/app-url";
import { pool } from "@/lib/db/pool";
import { withWorkspace } from "@/lib/db/with-workspace";

const extensions: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
};

type Row = {
  id: string;
  publicId: string;
  name: string;
  type: string;
  width: number;
  height: number;
  size: number;
  createdAt: Date;
};

/** The columns without the picture itself. */
export const assetColumns = {
  id: true,
  publicId: true,
  name: true,
  type: true,
  width: true,
  height: true,
  size: true,
  createdAt: true,
} as const;

export function presentAsset({ publicId, createdAt, ...row }: Row): AssetResource {
  const url = `${appUrl()}/i/${publicId}.${extensions[row.type] ?? "bin"}`;
  return assetSchema.parse({ ...row, url, created_at: createdAt.toISOString() });
}

/** Pictures that were uploaded, newest first. Undefined when the cursor is none of ours. */
export async function listAssets(
  workspaceId: number,
  { limit, cursor }: PageQuery,
): Promise<List<AssetResource> | undefined> {
  const after = cursor === undefined ? [] : decodeCursor(cursor, 1);
  if (!after || (after[0] !== undefined && !uuidSchema.safeParse(after[0]).success)) return undefined;
  return withWorkspace(workspaceId, async (tx) => {
    const rows = await tx.asset.findMany({
      where: { workspaceId, archivedAt: null, ...(after[0] === undefined ? {} : { id: { lt: after[0] } }) },
      select: assetColumns,
      orderBy: { id: "desc" },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => [id], presentAsset);
  });
}

/** A picture for whoever has its address: mails that were sent show it for ever, archived or not. */
export async function readPublicAsset(publicId: string): Promise<{ type: string; data: Buffer } | undefined> {
  const { rows } = await pool().query<{ type: string; data: Buffer }>(
    "select type, data from assets where public_id = $1",
    [publicId],
  );
  return rows[0];
}
