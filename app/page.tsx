import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { LAST_WORKSPACE_COOKIE, lastUsed } from "@/components/shell/last-workspace";
import { readAccount } from "@/lib/auth/read-account";
import { readMe } from "@/lib/queries/read-me";
import { readSignUpState } from "@/lib/queries/read-sign-up-state";

export const dynamic = "force-dynamic";

/** Sends everybody where they belong. */
export default async function Home() {
  const account = await readAccount(await headers());
  if (!account) redirect((await readSignUpState()).firstVisit ? "/sign-up" : "/sign-in");
  const last = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value;
  const workspace = lastUsed((await readMe(account)).workspaces, last);
  redirect(workspace ? `/w/${workspace.slug}` : "/new-workspace");
}
