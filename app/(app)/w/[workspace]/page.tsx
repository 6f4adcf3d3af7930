import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ACTIVITY_SHOWN } from "@/components/overview/activity-shown";
import { OverviewPage } from "@/components/overview/overview-page";
import { TRY_IT_COOKIE } from "@/components/overview/try-it-cookie";
import { Prefetched } from "./_prefetched";

export const metadata: Metadata = { title: "Overview" };

const latest = { limit: ACTIVITY_SHOWN };
const READS = [
  { key: "overview", path: "/overview" },
  { key: "sample-progress", path: "/workspace" },
  { key: "events", path: "/events", query: latest },
  { key: "messages", path: "/messages", query: latest },
];

export default async function Page({ params }: { params: Promise<{ workspace: string }> }) {
  const tryItAway = (await cookies()).get(TRY_IT_COOKIE)?.value === "1";
  return (
    <Prefetched workspace={(await params).workspace} reads={READS}>
      <OverviewPage tryItAway={tryItAway} />
    </Prefetched>
  );
}
