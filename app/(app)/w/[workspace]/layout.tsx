import type { Metadata } from "next";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ASKED_ADDRESS_HEADER } from "@/app/server/asked-address";
import { AppShell } from "@/components/shell/app-shell";
import { SIDEBAR_COOKIE } from "@/components/shell/sidebar-cookie";
import { readAccount } from "@/lib/auth/read-account";
import { llmSettings } from "@/lib/channels/llm/llm-settings";
import { readMe } from "@/lib/queries/read-me";

type Params = Promise<{ workspace: string }>;

export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { workspace } = await params;
  return { title: { default: "Overview", template: `%s · ${workspace} · Sojourn` } };
}

/** Lets in members only; a workspace that is not theirs does not exist for them. */
export default async function WorkspaceLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { workspace: slug } = await params;
  const asked = await headers();
  const account = await readAccount(asked);
  if (!account) redirect(`/sign-in?next=${encodeURIComponent(asked.get(ASKED_ADDRESS_HEADER) ?? `/w/${slug}`)}`);
  const { user, workspaces } = await readMe(account);
  const workspace = workspaces.find((other) => other.slug === slug);
  if (!workspace) notFound();
  const llm = llmSettings();
  const collapsed = (await cookies()).get(SIDEBAR_COOKIE)?.value === "1";
  return (
    <AppShell
      session={{ user: { name: user.name, email: user.email }, workspaces }}
      workspace={{ ...workspace, llm: llm ? { host: llm.host, model: llm.model } : null }}
      collapsed={collapsed}
    >
      {children}
    </AppShell>
  );
}
