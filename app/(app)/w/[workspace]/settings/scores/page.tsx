import type { Metadata } from "next";
import { ScoresSettings } from "@/components/settings/scores/scores-settings";

export const metadata: Metadata = { title: "Scores" };

export default function Page() {
  return <ScoresSettings />;
}
