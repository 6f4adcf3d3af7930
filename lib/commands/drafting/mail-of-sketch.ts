import type { EmailDocument } from "@/lib/email/document";
import { mail } from "@/lib/gallery/compose";
import type { SketchMail } from "./journey-sketch";

/** A proper block document of a mail in words: heading, text, button, and the footer that every marketing mail needs. */
export function mailOfSketch({ subject, preview, heading, paragraphs, button }: SketchMail): EmailDocument {
  return mail(subject, preview, [
    ...(heading ? [{ heading }] : []),
    { text: paragraphs.join("\n\n") },
    ...(button ? [{ button: button.label, href: button.href }] : []),
  ]);
}
