import type { Json } from "@/lib/journey/json";

/** What one request to a CRM came to. */
export type CrmResult<T> =
  | { kind: "done"; value: T }
  /** no, and asking again changes nothing. `unauthorised`: the credentials are not (or no longer) good */
  | { kind: "refused"; reason: string; unauthorised?: boolean }
  /**
   * nobody knows, or the CRM is in trouble: may be asked again. `holdMs`: it is too much for the CRM, nothing is to be asked through this
   * connection for so long.
   */
  | { kind: "trouble"; reason: string; holdMs?: number };

export type CrmProperty = {
  name: string;
  label: string;
  /** as the CRM calls it: "string", "number", "picklist" … */
  type: string;
  writable: boolean;
  /** contacts can be found by it: at most one has each value */
  identifies: boolean;
};

export type CrmUpsert = {
  /** the contact that has this value, or a new one with it */
  match: { property: string; value: string };
  /** property → value as text; what is not named stays as it is */
  properties: Record<string, string>;
  /** properties to be told afterwards */
  read: readonly string[];
};

export type UpsertedContact = {
  /** the CRM's own id */
  id: string;
  created: boolean;
  /** what `read` asked for, as the CRM has it now */
  properties: Record<string, Json>;
};

/**
 * One connected account of a CRM. Nothing throws for anything the CRM does. Upserting the same again changes nothing, so an attempt of which
 * nobody knows may be repeated.
 */
export type CrmConnection = {
  /** Whether the credentials are good; answers what the account is called there. */
  check(): Promise<CrmResult<{ account: string }>>;
  /** The properties that contacts have in this account. */
  properties(): Promise<CrmResult<CrmProperty[]>>;
  upsert(contact: CrmUpsert): Promise<CrmResult<UpsertedContact>>;
};

/** Something that is asked for when an account is connected. */
export type CrmCredentialField = {
  name: string;
  label: string;
  help: string;
  placeholder?: string;
  /** never shown again */
  secret: boolean;
};

/** How to reach the world from here. */
export type CrmHttp = { allowPrivate: boolean; now: () => number };

/** A CRM that can be connected: its folder and one line in registry.ts. */
export type CrmKind = {
  kind: string;
  label: string;
  /** where the credentials come from, in a sentence */
  help: string;
  fields: readonly CrmCredentialField[];
  /** the property that contacts are usually found by */
  matchBy: string;
  /** what is wrong with a field's value; undefined: nothing */
  problem(credentials: Readonly<Record<string, string>>): { field: string; message: string } | undefined;
  connect(credentials: Readonly<Record<string, string>>, http: CrmHttp): CrmConnection;
};
