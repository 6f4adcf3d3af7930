import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readAccount } from "@/lib/auth/read-account";
import { readMe } from "@/lib/queries/read-me";
import { readSignUpState } from "@/lib/queries/read-sign-up-state";

export const dynamic = "force-dynamic";

/** Sends everybody where they belong. */
export default async function Home() {
  const account = await readAccount(await headers());
  if (!account) redirect((await readSignUpState()).firstVisit ? "/sign-up" : "/sign-in");
  const [first] = (await readMe(account)).workspaces;
  redirect(first ? `/w/${first.slug}` : "/new-workspace");
}
