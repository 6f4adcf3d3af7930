import type { CrmKind } from "../crm-connection";
import { hubspotConnection } from "./hubspot-connection";

export const hubspot: CrmKind = {
  kind: "hubspot",
  label: "HubSpot",
  help: "In HubSpot: Settings › Integrations › Private apps. The app needs the scopes crm.objects.contacts.read, crm.objects.contacts.write and crm.schemas.contacts.read.",
  fields: [
    {
      name: "access_token",
      label: "Access token",
      help: "Of the private app; it begins with pat-.",
      placeholder: "pat-eu1-…",
      secret: true,
    },
  ],
  matchBy: "email",
  problem: ({ access_token = "" }) =>
    /^[\x21-\x7e]{10,500}$/.test(access_token)
      ? undefined
      : { field: "access_token", message: "the token of a private app, without spaces" },
  connect: ({ access_token = "" }, http) => hubspotConnection(access_token, http),
};
