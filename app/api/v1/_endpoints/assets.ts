import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import {
  ASSET_BYTES_MAX,
  assetListQuerySchema,
  assetListSchema,
  assetSchema,
  assetUploadQuerySchema,
  assetUploadSchema,
} from "@/lib/api/schemas/asset";
import { uuidParamsSchema } from "@/lib/api/schemas/common";
import { archiveAsset, uploadAsset } from "@/lib/commands/upload-asset";
import { IMAGE_HEAD_BYTES, imageTypes, sniffImage } from "@/lib/email/read-image";
import { listAssets } from "@/lib/queries/read-assets";
import { page } from "./list-answer";

const tag = "Assets";

/** The body is the picture, so that is what is to blame. */
const unfit = (message: string) => problem(422, message, { errors: [{ path: "", message }] });

export const assetEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/assets",
    summary: "List uploaded pictures, newest first",
    tag,
    permission: "read",
    query: assetListQuerySchema,
    responses: { 200: { description: "A page of pictures", schema: assetListSchema } },
    handler: async ({ principal, query }) => page(await listAssets(principal.workspaceId, query)),
  }),
  defineEndpoint({
    method: "POST",
    path: "/assets",
    summary: "Upload a picture (PNG, JPEG, GIF or WebP, at most 5 MB) as the body",
    tag,
    permission: "edit",
    query: assetUploadQuerySchema,
    upload: { accept: imageTypes, bytesMax: ASSET_BYTES_MAX, headBytes: IMAGE_HEAD_BYTES, sniff: sniffImage },
    body: assetUploadSchema,
    responses: {
      200: { description: "The same picture was there already", schema: assetSchema },
      201: { description: "The picture with its address", schema: assetSchema },
      413: { description: "Larger than 5 MB" },
      415: { description: "No picture that mails can show; an SVG is none" },
    },
    handler: async ({ principal, query, body }) => {
      const uploaded = await uploadAsset(principal, query.name, body.bytes);
      if (uploaded.ok) return { status: uploaded.created ? 201 : 200, body: uploaded.asset };
      return uploaded.reason === "broken"
        ? unfit("The picture is broken: its size cannot be read.")
        : unfit("The picture is larger than 8,000 px on a side.");
    },
  }),
  defineEndpoint({
    method: "DELETE",
    path: "/assets/{id}",
    summary: "Take a picture out of the picker; mails that show it go on showing it",
    tag,
    permission: "edit",
    params: uuidParamsSchema,
    responses: { 204: { description: "Archived" } },
    handler: async ({ principal, params }) =>
      (await archiveAsset(principal, params.id, new Date())) ? { status: 204 } : notFound("picture"),
  }),
];
