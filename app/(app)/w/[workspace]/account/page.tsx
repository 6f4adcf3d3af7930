import type { Metadata } from "next";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Your account" };

export default function Page() {
  return (
    <PageBody className="max-w-2xl">
      <PageHeader title="Your account" description="The same in every workspace you belong to." />
      <NameForm />
      <PasswordForm />
    </PageBody>
  );
}
