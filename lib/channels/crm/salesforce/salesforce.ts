import type { CrmKind } from "../crm-connection";
import { salesforceConnection } from "./salesforce-connection";

export const salesforce: CrmKind = {
  kind: "salesforce",
  label: "Salesforce",
  help: "In Salesforce: an external client app with the client credentials flow and a user to run as, who may read and edit contacts.",
  fields: [
    {
      name: "instance_url",
      label: "Your Salesforce address",
      help: "My Domain of the org.",
      placeholder: "https://acme.my.salesforce.com",
      secret: false,
    },
    { name: "client_id", label: "Consumer key", help: "Of the app.", secret: false },
    { name: "client_secret", label: "Consumer secret", help: "Of the app.", secret: true },
  ],
  matchBy: "Email",
  problem: ({ instance_url = "", client_id = "", client_secret = "" }) => {
    const url = URL.parse(instance_url);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.pathname !== "/" || url.search)
      return { field: "instance_url", message: "an address such as https://acme.my.salesforce.com" };
    if (client_id.trim() === "") return { field: "client_id", message: "is needed" };
    if (client_secret.trim() === "") return { field: "client_secret", message: "is needed" };
    return undefined;
  },
  connect: ({ instance_url = "", client_id = "", client_secret = "" }, http) =>
    salesforceConnection({ instanceUrl: instance_url, clientId: client_id, clientSecret: client_secret }, http),
};
