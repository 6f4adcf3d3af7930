"use client";

import { type ReactNode, useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { authRequest } from "./auth-request";

type AcceptInvitationProps = {
  token: string;
  email: string;
  workspace: string;
  /** whom the link invites */
  invited: string;
};

/** For somebody who is signed in already and opens an invitation's link: theirs, or one of another account. */
export function AcceptInvitation({ invited, ...props }: AcceptInvitationProps) {
  return invited === props.email.toLowerCase() ? <Own {...props} /> : <Others {...props} invited={invited} />;
}

/** The same link again, with nobody signed in: it leads to signing in or up as whom it is for. */
async function signOutAndStay(): Promise<string | undefined> {
  const failed = await authRequest("/sign-out", {});
  if (!failed) window.location.reload();
  return failed;
}

function Others({ email, workspace, invited }: Omit<AcceptInvitationProps, "token">) {
  const [error, setError] = useState<string>();
  return (
    <Invitation
      workspace={workspace}
      whose={`This invitation is for ${invited}, and you are signed in as ${email}.`}
      error={error}
    >
      <Button size="lg" onClick={() => void signOutAndStay().then(setError)}>
        Sign out and go on
      </Button>
    </Invitation>
  );
}

function Own({ token, email, workspace }: Omit<AcceptInvitationProps, "invited">) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { slug } = await apiFetch<{ slug: string }>("/invitations/accept", {
        method: "POST",
        body: { token },
      });
      window.location.assign(`/w/${slug}`);
    } catch (failure) {
      setError(problemText(failure));
      setBusy(false);
    }
  };
  return (
    <Invitation workspace={workspace} whose={`You are signed in as ${email}.`} error={error}>
      <Button size="lg" loading={busy} onClick={() => void accept()}>
        Join the workspace
      </Button>
    </Invitation>
  );
}

type InvitationProps = { workspace: string; whose: string; error: string | undefined; children: ReactNode };

function Invitation({ workspace, whose, error, children }: InvitationProps) {
  return (
    <>
      <div>
        <h1 className="text-balance font-semibold text-2xl tracking-tight">Join {workspace}</h1>
        <p className="wrap-anywhere mt-1 text-muted-foreground">{whose}</p>
      </div>
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      {children}
      <Button size="lg" variant="ghost" onClick={() => window.location.assign("/")}>
        Not now
      </Button>
    </>
  );
}
