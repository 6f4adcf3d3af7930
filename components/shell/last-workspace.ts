/** The workspace that this browser was last in, by its slug. */
export const LAST_WORKSPACE_COOKIE = "sojourn-last-workspace";

/** Where "/" leads: to the workspace last used, else (another browser, removed from it) to the first. */
export function lastUsed<Workspace extends { slug: string }>(
  workspaces: readonly Workspace[],
  last: string | undefined,
): Workspace | undefined {
  return workspaces.find(({ slug }) => slug === last) ?? workspaces[0];
}
