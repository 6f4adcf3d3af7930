import type { CrmKind } from "./crm-connection";
import { hubspot } from "./hubspot/hubspot";
import { salesforce } from "./salesforce/salesforce";

/** Every CRM that can be connected. Another one is a folder and a line here. */
export const crmKinds: readonly CrmKind[] = [hubspot, salesforce];

export function crmKind(kind: string): CrmKind | undefined {
  return crmKinds.find((one) => one.kind === kind);
}
