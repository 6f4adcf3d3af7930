import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readAccount } from "@/lib/auth/read-account";
import { hasAnyAccount } from "@/lib/queries/has-any-account";
import { listAccountWorkspaces } from "@/lib/queries/list-account-workspaces";

export const dynamic = "force-dynamic";

/** Sends everybody where they belong. */
export default async function Home() {
  const account = await readAccount(await headers());
  if (!account) redirect((await hasAnyAccount()) ? "/sign-in" : "/sign-up");
  const [first] = await listAccountWorkspaces(account.userId);
  redirect(first ? `/w/${first.slug}` : "/new-workspace");
}
