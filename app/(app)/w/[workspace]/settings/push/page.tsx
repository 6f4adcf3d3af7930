import type { Metadata } from "next";
import { PushSettings } from "@/components/settings/push/push-settings";

export const metadata: Metadata = { title: "Web push" };

export default function Page() {
  return <PushSettings />;
}
