"use client";

import { Archive, Component, Copy, FilePlus2, Mail, MoreHorizontal, RotateCcw, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { Line } from "@/components/ui/line";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchField } from "@/components/ui/search-field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { TemplateSummary } from "@/lib/api/schemas/templates";
import { CodeTemplateCards } from "./code-template-cards";
import { readableLine } from "./text/liquid-line";
import { TemplateThumbnail } from "./thumbnail";
import { useTemplateActions, useTemplates } from "./use-templates";

type Shown = "current" | "blocks" | "code" | "archived";

/** All templates with pictures of what people get. */
export function TemplateList() {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<Shown>("current");
  const kind = shown === "blocks" ? "block" : "email";
  const list = useTemplates({
    search,
    archived: shown === "archived",
    kind: shown === "archived" ? "any" : kind,
  });
  const { create } = useTemplateActions();
  const make = () =>
    create.mutate(
      { name: kind === "block" ? "Untitled block" : "Untitled mail", kind },
      { onSuccess: ({ id }) => router.push(`/w/${slug}/templates/${id}`) },
    );
  const newButton = mayEdit ? (
    <Button onClick={make} loading={create.isPending}>
      <FilePlus2 /> {kind === "block" ? "New reusable block" : "New template"}
    </Button>
  ) : null;
  return (
    <PageBody>
      <PageHeader
        title="Emails"
        description="Templates of the mails your journeys send. A live journey keeps its own copy."
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={`/w/${slug}/templates/codes`}>Discount codes</Link>
            </Button>
            {newButton}
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-3">
        <SearchField label="Search templates" placeholder="Search" initial={search} onSearch={setSearch} />
        <div className="max-w-full overflow-x-auto">
          <SegmentedControl
            label="Which"
            value={shown}
            onValueChange={setShown}
            options={[
              { value: "current", label: "Mails" },
              { value: "blocks", label: "Reusable blocks" },
              { value: "code", label: "In code" },
              { value: "archived", label: "Archived" },
            ]}
          />
        </div>
      </div>
      {shown === "code" ? (
        <CodeTemplateCards search={search} />
      ) : (
        <>
          {list.isLoadingError ? <QueryFailed error={list.error} onRetry={() => void list.refetch()} /> : null}
          {list.isPending ? (
            <Grid>
              {["a", "b", "c"].map((key) => (
                <Skeleton key={key} className="h-72 rounded-xl" />
              ))}
            </Grid>
          ) : list.items.length === 0 && !list.isLoadingError ? (
            <Empty
              searched={search !== ""}
              shown={shown}
              action={
                shown === "archived" ? (
                  <Button variant="outline" onClick={() => setShown("current")}>
                    Show the mails
                  </Button>
                ) : (
                  newButton
                )
              }
            />
          ) : (
            <Grid>
              {list.items.map((template) => (
                <TemplateCard key={template.id} template={template} />
              ))}
            </Grid>
          )}
          {list.hasNextPage ? (
            <Button
              variant="outline"
              className="self-center"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show more
            </Button>
          ) : null}
        </>
      )}
    </PageBody>
  );
}

function Grid({ children }: { children: React.ReactNode }) {
  return <ul className="grid grid-cols-1 gap-5 sm:grid-cols-2 lg:grid-cols-3">{children}</ul>;
}

function Empty({ searched, shown, action }: { searched: boolean; shown: Shown; action: React.ReactNode }) {
  if (searched)
    return (
      <EmptyState icon={<Search />} title="Nothing found" description="No template has these words in its name." />
    );
  if (shown === "archived")
    return (
      <EmptyState
        icon={<Archive />}
        title="Nothing is archived"
        description="What is not needed now, for example the mails of last winter’s sale, waits here and can be brought back at any time."
        action={action}
      />
    );
  if (shown === "blocks")
    return (
      <EmptyState
        icon={<Component />}
        title="No reusable blocks yet"
        description="What many mails say alike, changed in one place: an opening hours block, for example."
        action={action}
      />
    );
  return (
    <EmptyState
      icon={<Mail />}
      title="Write the first mail"
      description="It starts as a simple, good-looking mail, for example a welcome; change the words, send yourself a test."
      action={action}
    />
  );
}

function TemplateCard({ template }: { template: TemplateSummary }) {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const router = useRouter();
  const { archive, duplicate, restore } = useTemplateActions();
  const { id, name } = template;
  const items: MenuEntry[] = [
    {
      label: "Duplicate",
      icon: <Copy />,
      onSelect: () => duplicate.mutate(id, { onSuccess: (copy) => router.push(`/w/${slug}/templates/${copy.id}`) }),
    },
    template.archived
      ? { label: "Restore", icon: <RotateCcw />, onSelect: () => restore.mutate(id) }
      : { label: "Archive", icon: <Archive />, onSelect: () => archive.mutate(template) },
  ];
  return (
    <Line className="group relative flex flex-col overflow-hidden rounded-xl border border-border bg-card shadow-xs transition-shadow focus-within:ring-2 focus-within:ring-ring hover:shadow-md">
      <TemplateThumbnail id={id} revision={template.revision} className="h-52 border-border border-b" />
      <div className="flex items-start gap-2 p-4">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-medium">
            <Link href={`/w/${slug}/templates/${id}`} className="outline-none after:absolute after:inset-0">
              {name}
            </Link>
          </h2>
          <p className="truncate text-muted-foreground text-sm">
            {template.kind === "block" ? "Reusable block" : readableLine(template.subject) || "No subject"}
          </p>
          <p className="mt-1 text-muted-foreground text-xs">
            Changed <RelativeTime at={template.updated_at} />
          </p>
        </div>
        {mayEdit ? (
          <DropdownMenu
            align="end"
            items={items}
            trigger={
              <Button variant="ghost" size="icon-sm" className="relative z-10" aria-label={`More about ${name}`}>
                <MoreHorizontal />
              </Button>
            }
          />
        ) : null}
      </div>
    </Line>
  );
}
