/**
 * What may be done. Every endpoint names one; roles (people) and scopes (API keys) are sets of them.
 */
export const permissions = [
  "ingest", // post events and people
  "read", // see everything but secrets
  "export", // take personal data out
  "comment", // say something about a journey
  "edit", // journeys, templates, segments, people
  "publish", // publish, pause, resume, archive, move the sandbox clock
  "override_tests", // publish although a journey test fails
  "override_approval", // publish what nobody else has approved, where the workspace wants that
  "manage_keys",
  "manage_members",
  "manage_workspace",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["owner", "admin", "editor", "analyst", "viewer"] as const;
export type Role = (typeof roles)[number];

export const scopes = ["ingest", "read", "full"] as const;
export type Scope = (typeof scopes)[number];

const all: ReadonlySet<Permission> = new Set(permissions);
const ownersOnly: ReadonlySet<Permission> = new Set(["override_tests", "override_approval"]);

const byRole: Record<Role, ReadonlySet<Permission>> = {
  owner: all,
  admin: new Set(permissions.filter((permission) => !ownersOnly.has(permission))),
  editor: new Set(["ingest", "read", "export", "comment", "edit", "publish"]),
  analyst: new Set(["read", "export", "comment"]),
  // whoever reviews a journey may look at it, and say what they think
  viewer: new Set(["read", "comment"]),
};

/** A key never manages members or other keys: a leaked key cannot make itself permanent. */
const byScope: Record<Scope, ReadonlySet<Permission>> = {
  ingest: new Set(["ingest"]),
  read: new Set(["read", "export"]),
  full: new Set(["ingest", "read", "export", "comment", "edit", "publish", "manage_workspace"]),
};

export function roleAllows(role: Role, permission: Permission): boolean {
  return byRole[role].has(permission);
}

export function scopeAllows(scope: Scope, permission: Permission): boolean {
  return byScope[scope].has(permission);
}
