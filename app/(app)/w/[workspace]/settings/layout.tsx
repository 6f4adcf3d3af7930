import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <PageBody className="max-w-4xl">
      <PageHeader title="Settings" />
      <SettingsNav />
      {children}
    </PageBody>
  );
}
