import type { Metadata } from "next";
import { TemplateList } from "@/components/email-editor/template-list";

export const metadata: Metadata = { title: "Emails" };

export default function TemplatesPage() {
  return <TemplateList />;
}
