import type { Metadata } from "next";
import { JourneyPage } from "@/components/journeys/journey-page";

export const metadata: Metadata = { title: "Journey" };

export default async function Page({ params }: { params: Promise<{ journey: string }> }) {
  const { journey } = await params;
  return <JourneyPage key={journey} journeyId={journey} />;
}
