import type { Metadata } from "next";
import { PersonPage } from "@/components/people/person-page";

export const metadata: Metadata = { title: "Person" };

export default async function Page({ params }: { params: Promise<{ external_id: string }> }) {
  return <PersonPage externalId={decodeURIComponent((await params).external_id)} />;
}
