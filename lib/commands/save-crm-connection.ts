import type { CrmConnectionCreate, CrmConnectionPatch, CrmConnectionResource } from "@/lib/api/schemas/crm-connection";
import { actorOf, type Principal } from "@/lib/auth/principal";
import { sealSecret } from "@/lib/auth/sealed-secret";
import type { CrmKind } from "@/lib/channels/crm/crm-connection";
import { crmKind } from "@/lib/channels/crm/registry";
import { Prisma } from "@/lib/db/generated/prisma/client";
import { withWorkspace } from "@/lib/db/with-workspace";
import { writeAudit } from "@/lib/db/write-audit";
import { findCrmConnection } from "@/lib/queries/read-crm-connections";
import type { CallEnvironment } from "./calls/call-channel";
import { callEnvironment } from "./calls/call-environment";

export type SavedCrm =
  | { ok: true; connection: CrmConnectionResource }
  | { ok: false; reason: "not_found" | "name_taken" }
  /** `path` names the field of the request */
  | { ok: false; reason: "invalid"; path: string; message: string };

type Credentials = Readonly<Record<string, string>>;
type Tried = { ok: true; account: string; sealed: string; shown: Record<string, string> } | (SavedCrm & { ok: false });

/** Connects an account of a CRM, once its credentials have been tried. The database keeps them sealed. */
export async function connectCrm(
  principal: Principal,
  { kind, name, credentials }: CrmConnectionCreate,
  env: CallEnvironment = callEnvironment(),
): Promise<SavedCrm> {
  const { workspaceId } = principal;
  const known = crmKind(kind);
  if (!known) return { ok: false, reason: "invalid", path: "kind", message: `there is no CRM “${kind}” here` };
  const tried = await tryCredentials(known, credentials, workspaceId, env);
  if (!tried.ok) return tried;
  const { account, sealed, shown } = tried;
  return unlessNameTaken(() =>
    withWorkspace(workspaceId, async (tx): Promise<SavedCrm> => {
      const { id } = await tx.crmConnection.create({ data: { workspaceId, kind, name, account, sealed, shown } });
      const line = { workspaceId, actor: actorOf(principal), action: "crm.connected", target: id };
      await writeAudit(tx, { ...line, data: { kind, name, account } });
      const connection = await findCrmConnection(tx, workspaceId, id);
      return connection ? { ok: true, connection } : { ok: false, reason: "not_found" };
    }),
  );
}

/** Changes a connection's name, or its credentials as a whole. */
export async function changeCrmConnection(
  principal: Principal,
  id: string,
  { name, credentials }: CrmConnectionPatch,
  env: CallEnvironment = callEnvironment(),
): Promise<SavedCrm> {
  const { workspaceId } = principal;
  const before = await withWorkspace(workspaceId, (tx) => findCrmConnection(tx, workspaceId, id));
  const kind = before && crmKind(before.kind);
  if (!kind) return { ok: false, reason: "not_found" };
  const tried = credentials ? await tryCredentials(kind, credentials, workspaceId, env) : undefined;
  if (tried && !tried.ok) return tried;
  const changed = tried
    ? { account: tried.account, sealed: tried.sealed, shown: tried.shown, problem: null, heldUntil: null }
    : {};
  return unlessNameTaken(() =>
    withWorkspace(workspaceId, async (tx): Promise<SavedCrm> => {
      const { count } = await tx.crmConnection.updateMany({
        where: { id, workspaceId, archivedAt: null },
        data: { ...changed, ...(name === undefined ? {} : { name }) },
      });
      if (count === 0) return { ok: false, reason: "not_found" };
      const line = { workspaceId, actor: actorOf(principal), action: "crm.changed", target: id };
      await writeAudit(tx, { ...line, data: { renamed: name !== undefined, credentials: tried !== undefined } });
      const connection = await findCrmConnection(tx, workspaceId, id);
      return connection ? { ok: true, connection } : { ok: false, reason: "not_found" };
    }),
  );
}

/** Asks the CRM whether it takes these credentials; only then are they sealed. */
async function tryCredentials(
  kind: CrmKind,
  given: Credentials,
  workspaceId: number,
  env: CallEnvironment,
): Promise<Tried> {
  const refuse = (field: string, message: string): Tried => ({
    ok: false,
    reason: "invalid",
    path: field ? `credentials.${field}` : "credentials",
    message,
  });
  const stranger = Object.keys(given).find((name) => !kind.fields.some((field) => field.name === name));
  if (stranger !== undefined) return refuse(stranger, `${kind.label} asks for no such thing`);
  const problem = kind.problem(given);
  if (problem) return refuse(problem.field, problem.message);
  const http = { allowPrivate: env.webhookAllowPrivate, now: env.realNow };
  const checked = await kind.connect(given, http).check();
  if (checked.kind !== "done") return refuse("", `${kind.label} did not let us in: ${checked.reason}`);
  const shown = kind.fields.flatMap(({ name, secret }) => (secret ? [] : [[name, given[name] ?? ""]]));
  return {
    ok: true,
    account: checked.value.account,
    sealed: sealSecret(JSON.stringify(given), { workspaceId, purpose: "crm" }, env.secret),
    shown: Object.fromEntries(shown),
  };
}

async function unlessNameTaken(save: () => Promise<SavedCrm>): Promise<SavedCrm> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      return { ok: false, reason: "name_taken" };
    throw error;
  }
}
