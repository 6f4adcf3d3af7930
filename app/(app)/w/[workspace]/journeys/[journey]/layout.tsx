import type { ReactNode } from "react";
import { Prefetched } from "../../_prefetched";

type Params = Promise<{ workspace: string; journey: string }>;

/** Around the page and not in it: another view of the journey is another address of the page, and asks for nothing anew. */
export default async function JourneyLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { workspace, journey } = await params;
  const reads = [
    { key: "journey", path: `/journeys/${journey}` },
    { key: "segments", path: "/segments", list: "whole" as const },
    { key: "templates", path: "/templates", list: "whole" as const },
  ];
  return (
    <Prefetched workspace={workspace} reads={reads} firstHtmlOnly>
      {children}
    </Prefetched>
  );
}
