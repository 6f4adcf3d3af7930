import type { Metadata } from "next";
import { JourneyPage } from "@/components/journeys/journey-page";

export const metadata: Metadata = { title: "Journey" };

export default async function Page({ params }: { params: Promise<{ journey: string }> }) {
  return <JourneyPage journeyId={(await params).journey} />;
}
