import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { NoWorkspace } from "@/components/shell/no-workspace";
import { readAccount } from "@/lib/auth/read-account";
import { readMe } from "@/lib/queries/read-me";

export const metadata: Metadata = { title: "Create a workspace" };
export const dynamic = "force-dynamic";

/** For somebody who has an account but was removed from their last workspace. */
export default async function NewWorkspacePage() {
  const account = await readAccount(await headers());
  if (!account) redirect("/sign-in");
  if ((await readMe(account)).workspaces.length > 0) redirect("/");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center p-6">
      <NoWorkspace email={account.email} />
    </main>
  );
}
