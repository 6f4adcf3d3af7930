import type { Metadata } from "next";
import { SegmentsPage } from "@/components/segments/segments-page";
import { Prefetched } from "../_prefetched";

export const metadata: Metadata = { title: "Segments" };

const READS = [{ key: "segments", path: "/segments", list: "pages" as const }];

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  return (
    <Prefetched workspace={(await params).workspace} reads={READS}>
      <SegmentsPage />
    </Prefetched>
  );
}
