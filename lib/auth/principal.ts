import { type Permission, type Role, roleAllows, type Scope, scopeAllows } from "./permissions";

/** Who asks, and for which workspace. Made by authenticate() and by nothing else. */
export type Principal =
  | { kind: "user"; userId: string; email: string; role: Role; workspaceId: number }
  | { kind: "key"; keyId: string; scope: Scope; workspaceId: number };

export function may(principal: Principal, permission: Permission): boolean {
  return principal.kind === "user" ? roleAllows(principal.role, permission) : scopeAllows(principal.scope, permission);
}

/** "user:<id>" or "key:<id>": what the audit log writes. */
export function actorOf(principal: Principal): string {
  return principal.kind === "user" ? `user:${principal.userId}` : `key:${principal.keyId}`;
}
