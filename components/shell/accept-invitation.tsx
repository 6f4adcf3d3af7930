"use client";

import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** For somebody who is signed in already and opens an invitation's link. */
export function AcceptInvitation({ token, email, workspace }: { token: string; email: string; workspace: string }) {
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
    <>
      <div>
        <h1 className="font-semibold text-2xl tracking-tight">Join {workspace}</h1>
        <p className="mt-1 text-muted-foreground">You are signed in as {email}.</p>
      </div>
      {error ? (
        <Alert tone="danger" live>
          {error}
        </Alert>
      ) : null}
      <Button size="lg" loading={busy} onClick={() => void accept()}>
        Join the workspace
      </Button>
      <Button size="lg" variant="ghost" onClick={() => window.location.assign("/")}>
        Not now
      </Button>
    </>
  );
}
