import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AcceptInvitation } from "@/components/shell/accept-invitation";
import { SignUpForm } from "@/components/shell/sign-up-form";
import { Button } from "@/components/ui/button";
import { readAccount } from "@/lib/auth/read-account";
import { readSignUpState } from "@/lib/queries/read-sign-up-state";

export const metadata: Metadata = { title: "Create your account" };
export const dynamic = "force-dynamic";

type Search = Promise<{ invitation?: string | string[] }>;

/** Open on the very first visit; afterwards only through an invitation's link. */
export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const { invitation: given } = await searchParams;
  const token = typeof given === "string" ? given : undefined;
  const account = await readAccount(await headers());
  const { firstVisit, invitation } = await readSignUpState(token);
  if (account && !invitation) redirect("/");
  if (firstVisit) return <FirstVisit />;
  if (!token || !invitation) return <Closed unusable={token !== undefined} />;
  if (account)
    return (
      <AcceptInvitation
        token={token}
        email={account.email}
        workspace={invitation.workspace}
        invited={invitation.email}
      />
    );
  if (invitation.hasAccount) redirect(`/sign-in?next=${encodeURIComponent(`/sign-up?invitation=${token}`)}`);
  return (
    <>
      <div>
        <h1 className="text-balance font-semibold text-2xl tracking-tight">Join {invitation.workspace}</h1>
        <p className="mt-1 text-muted-foreground">You are invited. Create your account to come in.</p>
      </div>
      <SignUpForm invitation={{ token, email: invitation.email }} />
    </>
  );
}

function FirstVisit() {
  return (
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">Set up Sojourn</h1>
        <p className="mt-1 text-muted-foreground">
          The first account owns this installation. Nothing leaves the machine until you connect a mail provider.
        </p>
      </div>
      <SignUpForm />
    </>
  );
}

function Closed({ unusable }: { unusable: boolean }) {
  return (
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">
          {unusable ? "This invitation has ended" : "By invitation"}
        </h1>
        <p className="mt-1 text-muted-foreground">
          {unusable
            ? "It was used, withdrawn or has expired. Ask an owner of the workspace for a new one."
            : "This installation has an owner already. Ask them to invite you: the link they send opens this page."}
        </p>
      </div>
      <Button asChild variant="outline" size="lg">
        <Link href="/sign-in">Sign in instead</Link>
      </Button>
    </>
  );
}
