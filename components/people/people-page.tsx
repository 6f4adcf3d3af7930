"use client";

import { Search, UserPlus, Users } from "lucide-react";
import dynamic from "next/dynamic";
import { QueryFailed } from "@/components/data/query-failed";
import { SendExample } from "@/components/data/send-example";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useResource } from "@/components/data/use-resource";
import { useUrlState } from "@/components/data/use-url-state";
import { useMay } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { TagResource } from "@/lib/api/schemas/activity";
import type { List } from "@/lib/api/schemas/common";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { PeopleTable } from "./people-table";

const AddPersonDialog = dynamic(() => import("./add-person-dialog").then((m) => m.AddPersonDialog), { ssr: false });

/** Choices must not be empty; no tag is called like this. */
const ANY = "\u0000any";

export function PeoplePage() {
  const [search, setSearch] = useUrlState("search");
  const [tag, setTag] = useUrlState("tag");
  const [adding, setAdding] = useUrlState("add");
  const mayEdit = useMay("edit");
  const people = useCursorList<SubscriberResource>("people", "/subscribers", { query: { search, tag } });
  const filtered = search !== "" || tag !== "";
  return (
    <PageBody>
      <PageHeader
        title="People"
        description="Everyone your product has told Sojourn about, and everyone you added here."
        actions={
          mayEdit ? (
            <Button onClick={() => setAdding("1")}>
              <UserPlus aria-hidden="true" />
              Add person
            </Button>
          ) : null
        }
      />
      <Filters search={search} onSearch={setSearch} tag={tag} onTag={setTag} />
      {people.isLoadingError ? (
        <QueryFailed error={people.error} onRetry={() => void people.refetch()} />
      ) : people.isPending ? (
        <TableSkeleton label="Loading people" />
      ) : people.items.length === 0 ? (
        <NobodyYet filtered={filtered} onAdd={mayEdit ? () => setAdding("1") : undefined} />
      ) : (
        <Card flush>
          <PeopleTable people={people.items} />
          <Pagination
            shown={people.items.length}
            noun={people.items.length === 1 ? "person" : "people"}
            hasMore={people.hasNextPage}
            loading={people.isFetchingNextPage}
            failed={people.isFetchNextPageError}
            onMore={() => void people.fetchNextPage()}
          />
        </Card>
      )}
      {adding && mayEdit ? <AddPersonDialog onClose={() => setAdding("")} /> : null}
    </PageBody>
  );
}

type FiltersProps = { search: string; onSearch: (text: string) => void; tag: string; onTag: (tag: string) => void };

function Filters({ search, onSearch, tag, onTag }: FiltersProps) {
  const tags = useResource<List<TagResource>>("tags", "/tags");
  const options = [
    { value: ANY, label: "Any tag" },
    ...(tags.data?.data ?? []).map(({ tag: name, count }) => ({
      value: name,
      label: name,
      help: count === 1 ? "1 person" : `${count.toLocaleString("en")} people`,
    })),
  ];
  return (
    <search className="flex flex-wrap gap-2">
      <SearchField
        initial={search}
        onSearch={onSearch}
        label="Search people by name, email or id"
        placeholder="Name, email or id"
      />
      <Combobox
        aria-label="Tag"
        className="w-44"
        value={tag || ANY}
        display={tag || "Any tag"}
        options={options}
        onValueChange={(next) => onTag(next === ANY ? "" : next)}
        loading={tags.isPending}
        emptyText="No such tag."
      />
    </search>
  );
}

function NobodyYet({ filtered, onAdd }: { filtered: boolean; onAdd: (() => void) | undefined }) {
  if (filtered)
    return <EmptyState icon={<Search />} title="Nobody fits" description="Try fewer letters, or any tag." />;
  return (
    <EmptyState
      icon={<Users />}
      title="Nobody here yet"
      description="Add one by hand, or make an API key in Settings: the first event about someone creates them. For example:"
      action={
        onAdd ? (
          <Button onClick={onAdd}>
            <UserPlus aria-hidden="true" /> Add person
          </Button>
        ) : null
      }
    >
      <SendExample />
    </EmptyState>
  );
}
