import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { localPath } from "@/components/shell/local-path";
import { SignInForm } from "@/components/shell/sign-in-form";
import { readAccount } from "@/lib/auth/read-account";
import { readSignUpState } from "@/lib/queries/read-sign-up-state";

export const metadata: Metadata = { title: "Sign in" };
export const dynamic = "force-dynamic";

type Search = Promise<{ next?: string | string[] }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const next = localPath((await searchParams).next);
  if (await readAccount(await headers())) redirect(next);
  if ((await readSignUpState()).firstVisit) redirect("/sign-up");
  return (
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">Welcome back</h1>
        <p className="mt-1 text-muted-foreground">Sign in to your workspace.</p>
      </div>
      <SignInForm next={next} />
      <p className="text-muted-foreground text-xs">No account? Ask an owner of the workspace for an invitation.</p>
    </>
  );
}
