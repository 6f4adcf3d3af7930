/** The setting of a kind of step that names another server; undefined: it calls none. */
export function addressSetting(type: string): string | undefined {
  if (type === "webhook") return "url";
  return type === "create_task" ? "notify_url" : undefined;
}
