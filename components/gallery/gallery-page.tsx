"use client";

import Link from "next/link";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Skeleton } from "@/components/ui/skeleton";
import type { GalleryResource } from "@/lib/api/schemas/gallery";
import { GalleryCard } from "./gallery-card";
import { GalleryDetail } from "./gallery-detail";

const categories = [
  { value: "all", label: "All" },
  { value: "onboarding", label: "Onboarding" },
  { value: "shop", label: "Shop" },
  { value: "sales", label: "Sales" },
  { value: "win-back", label: "Win back" },
  { value: "moments", label: "Moments" },
] as const;
type Category = (typeof categories)[number]["value"];

function matches(journey: GalleryResource, category: Category, search: string): boolean {
  if (category !== "all" && journey.category !== category) return false;
  const words = [journey.name, journey.purpose, journey.description, ...journey.needs.map(({ name }) => name)];
  return words.join(" ").toLowerCase().includes(search.trim().toLowerCase());
}

/** Journeys to begin with: look, read, take. */
export function GalleryPage() {
  const { slug } = useWorkspace();
  const gallery = useResource<{ data: GalleryResource[] }>("gallery", "/gallery");
  const [category, setCategory] = useState<Category>("all");
  const [search, setSearch] = useState("");
  const [opened, setOpened] = useState<string>();
  const shown = gallery.data?.data.filter((journey) => matches(journey, category, search)) ?? [];
  const open = gallery.data?.data.find(({ key }) => key === opened);
  return (
    <PageBody>
      <PageHeader
        breadcrumb={<Link href={`/w/${slug}/journeys`}>Journeys</Link>}
        title="Gallery"
        description="Journeys that have proven themselves, with their mails and tests. Take one and make it yours: everything can be changed."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SearchField label="Search the gallery" placeholder="Search" initial={search} onSearch={setSearch} />
        <div className="max-w-full overflow-x-auto">
          <SegmentedControl label="Show" value={category} onValueChange={setCategory} options={categories} />
        </div>
      </div>
      {gallery.isError ? <QueryFailed error={gallery.error} onRetry={() => void gallery.refetch()} /> : null}
      {gallery.isPending ? <Skeleton className="h-96" /> : null}
      {gallery.isSuccess && shown.length === 0 ? (
        <p className="py-10 text-center text-muted-foreground">Nothing in the gallery matches.</p>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map((journey) => (
          <li key={journey.key}>
            <GalleryCard journey={journey} onOpen={() => setOpened(journey.key)} />
          </li>
        ))}
      </ul>
      {open ? <GalleryDetail journey={open} onClose={() => setOpened(undefined)} /> : null}
    </PageBody>
  );
}
