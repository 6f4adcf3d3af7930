"use client";

import { useResource } from "@/components/data/use-resource";
import { MailThumbnail } from "@/components/email-editor/thumbnail";
import type { PreviewResource } from "@/lib/api/schemas/templates";

/** A mail of a journey of the gallery, as somebody invented would get it. */
export function GalleryMail({ journey, mail, className }: { journey: string; mail: string; className?: string }) {
  const preview = useResource<PreviewResource>("gallery-mail", `/gallery/${journey}/mails/${mail}`, {
    staleMs: Number.POSITIVE_INFINITY,
  });
  return <MailThumbnail html={preview.data?.html} {...(className && { className })} />;
}
