"use client";

import { useState } from "react";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useMay } from "@/components/data/workspace-context";
import type { PushSubscriptionResource } from "@/lib/api/schemas/push";
import { PushBrowsers } from "./push-browsers";
import { PushSnippet } from "./push-snippet";
import { ThisBrowser } from "./this-browser";

/** How a site asks its visitors for pushes, a try in one's own browser, and the browsers that have said yes. */
export function PushSettings() {
  const mayEdit = useMay("edit");
  const browsers = useCursorList<PushSubscriptionResource>("push-subscriptions", "/push/subscriptions");
  const [own, setOwn] = useState<string>();
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <PushSnippet />
      {mayEdit ? <ThisBrowser onSubscribed={setOwn} /> : null}
      <PushBrowsers list={browsers} own={own} mayEdit={mayEdit} />
    </div>
  );
}
