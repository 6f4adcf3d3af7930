import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { problemSchema } from "@/lib/api/schemas/common";
import {
  galleryInstalledSchema,
  galleryListSchema,
  galleryMailParamsSchema,
  galleryParamsSchema,
} from "@/lib/api/schemas/gallery";
import { previewSchema } from "@/lib/api/schemas/templates";
import { installGalleryJourney } from "@/lib/commands/install-gallery-journey";
import { previewTemplate } from "@/lib/commands/preview-template";
import { galleryJourney } from "@/lib/gallery/registry";
import { listGallery } from "@/lib/queries/list-gallery";

const tag = "Gallery";

/** What the mails of the gallery show where an event would say it. */
const exampleEvent = {
  cart_value: 250,
  order_id: "o-1",
  amount: 250,
  items: [
    { name: "Field notebook", quantity: 2, price: 25, url: "https://shop.example.com/p/notebook" },
    { name: "Desk lamp", quantity: 1, price: 200, url: "https://shop.example.com/p/lamp" },
  ],
};

export const galleryEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/gallery",
    summary: "Journeys to begin with: what each is for, what it needs and whether that arrives here",
    tag,
    permission: "read",
    responses: { 200: { description: "All of them", schema: galleryListSchema } },
    handler: async ({ principal }) => ({ status: 200, body: { data: await listGallery(principal.workspaceId) } }),
  }),
  defineEndpoint({
    method: "GET",
    path: "/gallery/{key}/mails/{mail}",
    summary: "A mail of a journey of the gallery, as somebody invented would get it",
    tag,
    permission: "read",
    params: galleryMailParamsSchema,
    responses: { 200: { description: "The mail", schema: previewSchema } },
    handler: async ({ principal, params }) => {
      const templates = galleryJourney(params.key)?.templates;
      const found = templates && Object.hasOwn(templates, params.mail) ? templates[params.mail] : undefined;
      if (!found) return notFound("mail");
      const made = await previewTemplate(principal.workspaceId, found.document, { eventProperties: exampleEvent });
      if (!made.ok) throw new Error("nobody was asked for, and nobody was found");
      return { status: 200, body: made.preview };
    },
  }),
  defineEndpoint({
    method: "POST",
    path: "/gallery/{key}/install",
    summary: "Make a draft of a journey of the gallery with its mails, segments and tests",
    tag,
    permission: "edit",
    params: galleryParamsSchema,
    responses: {
      201: { description: "What was made", schema: galleryInstalledSchema },
      422: { description: "It does not fit this workspace, with every place", schema: problemSchema },
    },
    handler: async ({ principal, params }) => {
      const installed = await installGalleryJourney(principal, params.key);
      if (installed.ok) return { status: 201, body: installed.plan };
      if (installed.reason === "not_found") return notFound("journey");
      return problem(422, "The journey could not be installed.", { errors: installed.errors });
    },
  }),
];
