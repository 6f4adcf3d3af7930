"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useSession } from "@/components/data/session-context";
import { useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { loadSojournPush } from "./load-sojourn-push";

const call = (method: "GET" | "POST", path: string, body?: unknown) =>
  apiFetch<unknown>(path, { method, ...(body === undefined ? {} : { body }) });

/** One's own browser, subscribed by the very script that sites use. */
export function ThisBrowser({ onSubscribed }: { onSubscribed: (id: string | undefined) => void }) {
  const { slug } = useWorkspace();
  const { user } = useSession();
  const queries = useQueryClient();
  const [userId, setUserId] = useState(user.email);
  const state = useQuery({ queryKey: [slug, "push-state"], queryFn: async () => (await loadSojournPush()).state() });
  const refresh = () =>
    Promise.all(
      ["push-state", "push-subscriptions"].map((key) => queries.invalidateQueries({ queryKey: [slug, key] })),
    );
  const onError = (error: unknown) => void toast.error("That did not work", { description: problemText(error) });
  const subscribe = useMutation({
    mutationFn: async () => (await loadSojournPush()).subscribe({ userId: userId.trim(), call }),
    onSuccess: async ({ id }) => {
      onSubscribed(id);
      await refresh();
      toast.success("This browser is subscribed", { description: `Pushes to ${userId.trim()} are shown here.` });
    },
    onError,
  });
  const unsubscribe = useMutation({
    mutationFn: async () => (await loadSojournPush()).unsubscribe({ call }),
    onSuccess: async () => {
      onSubscribed(undefined);
      await refresh();
      toast.success("This browser is unsubscribed");
    },
    onError,
  });
  return (
    <Card title="This browser" description="Try it yourself, with the same script that your site will load.">
      {state.data === "unsupported" ? (
        <Alert tone="warning">
          This browser cannot be pushed to. On an iPhone add the page to the home screen first.
        </Alert>
      ) : state.data === "denied" ? (
        <Alert tone="warning">
          Notifications of this page are blocked. Allow them in the browser’s settings for it.
        </Alert>
      ) : (
        <Form onSubmit={() => subscribe.mutate()} className="flex flex-wrap items-end gap-3">
          <Field label="As which person" help="Their id; somebody new is made." className="min-w-0 flex-1 basis-64">
            <Input value={userId} required maxLength={256} onChange={(event) => setUserId(event.currentTarget.value)} />
          </Field>
          <div className="flex flex-wrap gap-2 sm:pb-6">
            <Button type="submit" loading={subscribe.isPending}>
              <BellRing aria-hidden="true" />
              {state.data === "on" ? "Subscribe again" : "Subscribe this browser"}
            </Button>
            {state.data === "on" ? (
              <Button variant="outline" loading={unsubscribe.isPending} onClick={() => unsubscribe.mutate()}>
                Unsubscribe
              </Button>
            ) : null}
          </div>
        </Form>
      )}
    </Card>
  );
}
