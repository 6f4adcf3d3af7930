"use client";

import { Footprints, type LucideIcon, Mail, Send, Workflow, X } from "lucide-react";
import Link from "next/link";
import { useState, useSyncExternalStore } from "react";
import { browserCookie } from "@/components/data/browser-cookie";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import type { Overview } from "@/lib/api/schemas/activity";
import { TRY_IT_COOKIE } from "./try-it-cookie";

type Thing = { icon: LucideIcon; title: string; text: string; path: string };

const never = () => () => {};
const isAway = () => browserCookie.get(TRY_IT_COOKIE) === "1";

/** The first things to try in a sandbox, until its owner puts them away (remembered by this browser; `away`: as it told the server). */
export function TryIt({ journeys, away }: { journeys: Overview["top_journeys"]; away: boolean }) {
  const { slug, mode } = useWorkspace();
  const mayEdit = useMay("edit");
  const remembered = useSyncExternalStore(never, isAway, () => away);
  const [closed, setClosed] = useState(false);
  if (remembered || closed || !mayEdit || mode !== "sandbox") return null;
  const sample = journeys.find(({ status }) => status === "active");
  const things: Thing[] = [
    {
      icon: Mail,
      title: "Read a test mail",
      text: "Open an email and press Send test; it lands in the Inbox here.",
      path: "/templates",
    },
    ...(sample
      ? [
          {
            icon: Footprints,
            title: `Walk “${sample.name}”`,
            text: "Press Walk and see where one person goes, step by step.",
            path: `/journeys/${sample.id}?walk=1`,
          },
        ]
      : []),
    {
      icon: Workflow,
      title: "Build a journey",
      text: "From a finished one in the gallery, or an empty canvas.",
      path: "/journeys/gallery",
    },
    {
      icon: Send,
      title: "Send an event",
      text: "As your product would; then move the clock and watch.",
      path: "/events?send=(any)",
    },
  ];
  return (
    <Card
      title="Try it"
      actions={
        <IconButton
          label="Put these away"
          onClick={() => {
            browserCookie.set(TRY_IT_COOKIE, "1", `/w/${slug}`);
            setClosed(true);
          }}
        >
          <X />
        </IconButton>
      }
    >
      <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-4">
        {things.map(({ icon: Icon, title, text, path }) => (
          <li key={path} className="relative flex gap-3 rounded-lg border border-border p-3 hover:bg-muted/50">
            <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg bg-primary-soft text-primary-text">
              <Icon className="size-4" aria-hidden="true" />
            </span>
            <div className="min-w-0">
              <Link href={`/w/${slug}${path}`} className="font-medium after:absolute after:inset-0">
                {title}
              </Link>
              <p className="text-muted-foreground text-xs">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
