import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import type { PreviewFacts } from "@/lib/queries/read-preview-facts";
import { senderOf } from "./decide-send";
import { deliverEnvironment } from "./deliver-environment";

/** The headers that a journey's mail would carry, in the order that clients show them; ids and signed links are only known when it is sent. */
export function previewHeaders({ workspace }: PreviewFacts, to: string, subject: string) {
  const parsed = workspaceSettingsSchema.safeParse(workspace.settings);
  const settings = parsed.success ? parsed.data : workspaceSettingsSchema.parse({});
  const env = deliverEnvironment();
  const header = (name: string, value: string) => ({ name, value });
  const mailto = env.unsubscribeMailto ? `, <mailto:${env.unsubscribeMailto}?subject=unsubscribe>` : "";
  return [
    header("From", senderOf({ name: workspace.name, settings }, env)),
    header("To", to),
    header("Subject", subject),
    ...(settings.reply_to ? [header("Reply-To", settings.reply_to)] : []),
    header("List-Unsubscribe", `<${env.appUrl}/u/…>${mailto}`),
    header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    header("Feedback-ID", `…:…:${workspace.slug}:sojourn`),
  ];
}
