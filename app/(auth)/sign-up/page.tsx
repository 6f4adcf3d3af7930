import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AcceptInvitation } from "@/components/shell/accept-invitation";
import { SignUpForm } from "@/components/shell/sign-up-form";
import { Button } from "@/components/ui/button";
import { readAccount } from "@/lib/auth/read-account";
import { hasAnyAccount } from "@/lib/queries/has-any-account";

export const metadata: Metadata = { title: "Create your account" };
export const dynamic = "force-dynamic";

type Search = Promise<{ invitation?: string | string[]; email?: string | string[] }>;

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const invitation = typeof search.invitation === "string" ? search.invitation : undefined;
  const email = typeof search.email === "string" ? search.email : undefined;
  const account = await readAccount(await headers());
  if (account && !invitation) redirect("/");
  if (account && invitation) return <AcceptInvitation token={invitation} email={account.email} />;
  const first = !(await hasAnyAccount());
  if (!first && !invitation) return <Closed />;
  return (
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">{first ? "Set up Sojourn" : "You are invited"}</h1>
        <p className="mt-1 text-muted-foreground">
          {first
            ? "The first account owns the installation. Nothing leaves this machine until you connect a mail provider."
            : "Create your account to join the workspace."}
        </p>
      </div>
      <SignUpForm invitation={invitation} email={email} />
      {first ? null : (
        <p className="text-muted-foreground text-sm">
          Already have an account?{" "}
          <Link
            className="text-primary-text underline underline-offset-4"
            href={`/sign-in?next=${encodeURIComponent(`/sign-up?invitation=${invitation ?? ""}`)}`}
          >
            Sign in
          </Link>{" "}
          to accept.
        </p>
      )}
    </>
  );
}

function Closed() {
  return (
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">By invitation</h1>
        <p className="mt-1 text-muted-foreground">
          This installation has an owner already. Ask them to invite you: the link they send opens this page.
        </p>
      </div>
      <Button asChild variant="outline" size="lg">
        <Link href="/sign-in">Sign in instead</Link>
      </Button>
    </>
  );
}
