import type { Metadata } from "next";
import { TemplatePage } from "@/components/email-editor/template-page";

export const metadata: Metadata = { title: "Email" };

export default async function Page({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { id } = await params;
  return <TemplatePage key={id} id={id} />;
}
