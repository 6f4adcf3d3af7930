import type { Metadata } from "next";
import { SegmentsPage } from "@/components/segments/segments-page";

export const metadata: Metadata = { title: "Segments" };

export default function Page() {
  return <SegmentsPage />;
}
