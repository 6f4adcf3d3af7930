import type { ReactNode } from "react";
import { Prefetched } from "../../_prefetched";

type Params = Promise<{ workspace: string; id: string }>;

export default async function TemplateLayout({ params, children }: { params: Params; children: ReactNode }) {
  const { workspace, id } = await params;
  const reads = [
    { key: "template", path: `/templates/${id}` },
    { key: "workspace", path: "/workspace" },
  ];
  return (
    <Prefetched workspace={workspace} reads={reads} firstHtmlOnly>
      {children}
    </Prefetched>
  );
}
