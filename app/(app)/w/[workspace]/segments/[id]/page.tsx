import type { Metadata } from "next";
import { SegmentPage } from "@/components/segments/segment-page";

export const metadata: Metadata = { title: "Segment" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <SegmentPage id={(await params).id} />;
}
