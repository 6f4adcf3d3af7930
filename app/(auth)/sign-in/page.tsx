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
      <div className="flex flex-col gap-1.5 text-muted-foreground text-xs">
        <p>No account? Ask an owner of the workspace for an invitation.</p>
        <p>
          Forgot your password? Whoever runs this installation gives you a new one with{" "}
          <code className="font-mono">npm run reset-password</code>.
        </p>
      </div>
    </>
  );
}
