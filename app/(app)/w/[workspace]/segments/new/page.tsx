import type { Metadata } from "next";
import { NewSegmentPage } from "@/components/segments/new-segment-page";

export const metadata: Metadata = { title: "New segment" };

export default function Page() {
  return <NewSegmentPage />;
}
