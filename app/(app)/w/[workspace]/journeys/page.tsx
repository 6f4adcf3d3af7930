import type { Metadata } from "next";
import { JourneysPage } from "@/components/journeys/journeys-page";
import { Prefetched } from "../_prefetched";

export const metadata: Metadata = { title: "Journeys" };

const READS = [{ key: "journeys", path: "/journeys", query: { search: "" }, list: "pages" as const }];

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  return (
    <Prefetched workspace={(await params).workspace} reads={READS}>
      <JourneysPage />
    </Prefetched>
  );
}
