import type { Json } from "@/lib/journey/json";
import { codeTemplateOf } from "./code-templates/registry";
import { lookUp } from "./liquid/look-up";

/** The props of a mail in code for one person: an error names the first that is not as the template needs it. */
export function fillProps(
  code: { id: string; paths: Record<string, string> },
  values: { [name: string]: Json },
): { ok: true; props: { [name: string]: Json } } | { ok: false; error: string } {
  const found: { [name: string]: Json } = {};
  for (const [name, path] of Object.entries(code.paths)) {
    const value = lookUp(values, path.split("."));
    // what is in a person's data is JSON, as everything there
    if (value !== undefined && value !== null) found[name] = value as Json;
  }
  const template = codeTemplateOf(code.id);
  // taken out of the code since this was published: what was frozen goes on
  if (!template) return { ok: true, props: found };
  const parsed = template.props.safeParse(found);
  if (parsed.success) return { ok: true, props: parsed.data as { [name: string]: Json } };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  return { ok: false, error: `props: ${path} (${code.paths[String(issue?.path[0])] ?? "no path"}): ${issue?.message}` };
}
