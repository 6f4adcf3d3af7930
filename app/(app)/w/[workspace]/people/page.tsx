import type { Metadata } from "next";
import { PeoplePage } from "@/components/people/people-page";
import { Prefetched } from "../_prefetched";

export const metadata: Metadata = { title: "People" };

const READS = [
  { key: "people", path: "/subscribers", query: { search: "", tag: "" }, list: "pages" as const },
  { key: "tags", path: "/tags" },
];

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  return (
    <Prefetched workspace={(await params).workspace} reads={READS}>
      <PeoplePage />
    </Prefetched>
  );
}
