"use client";

import { Command } from "cmdk";
import { Clock, Keyboard, LogOut, Moon, Plus, Send, Sun, User, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import * as RadixDialog from "radix-ui/dialog";
import { type ReactNode, useDeferredValue, useState } from "react";
import type { CursorPage } from "@/components/data/use-cursor-list";
import { useMoveClock } from "@/components/data/use-move-clock";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { useCreateJourney } from "@/components/journeys/use-create-journey";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { navItems } from "./nav-items";
import { useCommandSources } from "./page-commands";
import { signOut } from "./user-menu";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** opens the list of keys */
  onHelp: () => void;
};

const groupClasses =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs";
const itemClasses =
  "flex cursor-pointer items-center gap-3 rounded-md px-3 py-2 data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";

/** ⌘K: go anywhere, find anybody, do the common things. */
export function CommandPalette({ open, onOpenChange, onHelp }: Props) {
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const { slug } = useWorkspace();
  const router = useRouter();
  const returnFocus = useReturnFocus(open);
  const run = (action: () => void) => () => {
    onOpenChange(false);
    setText("");
    action();
  };
  const go = (path: string) => run(() => router.push(`/w/${slug}${path}`));
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-50 bg-black/40 dark:bg-black/60" />
        <RadixDialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100%-1.5rem)] max-w-xl -translate-x-1/2 animate-in overflow-hidden rounded-xl border border-border bg-popover text-popover-foreground shadow-lg outline-none"
        >
          <RadixDialog.Title className="sr-only">Search or jump to</RadixDialog.Title>
          <Command label="Search or jump to" loop>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder="Pages, journeys, people, actions…"
              aria-label="Search or jump to"
              className="h-13 w-full border-border border-b bg-transparent px-4 text-base outline-none"
            />
            <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5 pb-2">
              <Command.Empty className="px-4 py-8 text-center text-muted-foreground">
                Nothing is called that.
              </Command.Empty>
              {open ? <FromPage search={text.trim()} run={run} /> : null}
              <Command.Group heading="Pages" className={groupClasses}>
                {navItems.map((item) => (
                  <Item key={item.path} value={`page ${item.label}`} keywords={item.keywords} onSelect={go(item.path)}>
                    <item.icon aria-hidden="true" />
                    {item.label}
                  </Item>
                ))}
              </Command.Group>
              {open ? <Journeys go={go} /> : null}
              {open && search.length > 1 ? <People search={search} go={go} /> : null}
              <Actions run={run} go={go} onHelp={onHelp} />
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

type Go = (path: string) => () => void;

function Item(props: { value: string; keywords?: readonly string[]; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={props.value}
      keywords={[...(props.keywords ?? [])]}
      onSelect={props.onSelect}
      className={itemClasses}
    >
      {props.children}
    </Command.Item>
  );
}

/** What the open page itself offers: steps and actions of a journey, for example. */
function FromPage({ search, run }: { search: string; run: (action: () => void) => () => void }) {
  return useCommandSources().map(({ current: { heading, find } }) => {
    const commands = find(search);
    if (commands.length === 0) return null;
    return (
      <Command.Group key={heading} heading={heading} className={groupClasses}>
        {commands.map(({ id, label, icon, hint, keywords, run: perform }) => (
          <Item key={id} value={`${id} ${label}`} keywords={keywords ?? []} onSelect={run(perform)}>
            {icon}
            <span className="flex-1 truncate">{label}</span>
            {hint ? <span className="text-muted-foreground text-xs">{hint}</span> : null}
          </Item>
        ))}
      </Command.Group>
    );
  });
}

function Journeys({ go }: { go: Go }) {
  const { data } = useResource<CursorPage<{ id: string; name: string; status: string }>>("journeys", "/journeys", {
    query: { limit: 100 },
  });
  if (!data?.data.length) return null;
  return (
    <Command.Group heading="Journeys" className={groupClasses}>
      {data.data.map((journey) => (
        <Item key={journey.id} value={`journey ${journey.name} ${journey.id}`} onSelect={go(`/journeys/${journey.id}`)}>
          <Workflow aria-hidden="true" />
          <span className="flex-1 truncate">{journey.name}</span>
          <span className="text-muted-foreground text-xs">{journey.status}</span>
        </Item>
      ))}
    </Command.Group>
  );
}

type PersonHit = { external_id: string; email: string | null; first_name: string | null; last_name: string | null };

function People({ search, go }: { search: string; go: Go }) {
  const { data } = useResource<CursorPage<PersonHit>>("people-search", "/subscribers", { query: { search, limit: 6 } });
  if (!data?.data.length) return null;
  return (
    <Command.Group heading="People" className={groupClasses}>
      {data.data.map((person) => (
        <Item
          key={person.external_id}
          value={`person ${person.external_id}`}
          keywords={[search, person.email ?? "", `${person.first_name ?? ""} ${person.last_name ?? ""}`]}
          onSelect={go(`/people/${encodeURIComponent(person.external_id)}`)}
        >
          <User aria-hidden="true" />
          <span className="flex-1 truncate">
            {[person.first_name, person.last_name].filter(Boolean).join(" ") || person.external_id}
          </span>
          <span className="truncate text-muted-foreground text-xs">{person.email}</span>
        </Item>
      ))}
    </Command.Group>
  );
}

function Actions({ run, go, onHelp }: { run: (action: () => void) => () => void; go: Go; onHelp: () => void }) {
  const { mode, slug } = useWorkspace();
  const { resolvedTheme, setTheme } = useTheme();
  const mayEdit = useMay("edit");
  const mayMove = useMay("publish") && mode === "sandbox";
  const move = useMoveClock();
  const create = useCreateJourney();
  const router = useRouter();
  const newJourney = () =>
    create.mutate({ name: "Untitled journey" }, { onSuccess: ({ id }) => router.push(`/w/${slug}/journeys/${id}`) });
  const other = resolvedTheme === "dark" ? "light" : "dark";
  return (
    <Command.Group heading="Actions" className={groupClasses}>
      {mayEdit ? (
        <>
          <Item value="new journey" keywords={["create", "add"]} onSelect={run(newJourney)}>
            <Plus aria-hidden="true" />
            New journey
          </Item>
          <Item value="new segment" keywords={["create", "add"]} onSelect={go("/segments/new")}>
            <Plus aria-hidden="true" />
            New segment
          </Item>
          <Item
            value="send event"
            keywords={["send an event", "track", "test", "trigger"]}
            onSelect={go("/events?send=(any)")}
          >
            <Send aria-hidden="true" />
            Send an event
          </Item>
          <Item value="add person" keywords={["add a person", "create", "subscriber"]} onSelect={go("/people?add=1")}>
            <Plus aria-hidden="true" />
            Add a person
          </Item>
        </>
      ) : null}
      {mayMove ? (
        <>
          <Item
            value="move clock one hour"
            keywords={["move the clock by 1 hour", "time", "sandbox"]}
            onSelect={run(() => move.mutate({ advance: "PT1H" }))}
          >
            <Clock aria-hidden="true" />
            Move the clock by 1 hour
          </Item>
          <Item
            value="move clock one day"
            keywords={["move the clock by 1 day", "time", "sandbox"]}
            onSelect={run(() => move.mutate({ advance: "P1D" }))}
          >
            <Clock aria-hidden="true" />
            Move the clock by 1 day
          </Item>
        </>
      ) : null}
      <Item
        value={`theme ${other}`}
        keywords={[`switch to the ${other} theme`, "dark", "light", "mode"]}
        onSelect={run(() => setTheme(other))}
      >
        {other === "dark" ? <Moon aria-hidden="true" /> : <Sun aria-hidden="true" />}
        Switch to the {other} theme
      </Item>
      <Item value="keyboard shortcuts" keywords={["all keys", "help"]} onSelect={run(onHelp)}>
        <Keyboard aria-hidden="true" />
        All keys
      </Item>
      <Item value="sign out" keywords={["log out"]} onSelect={run(() => void signOut())}>
        <LogOut aria-hidden="true" />
        Sign out
      </Item>
    </Command.Group>
  );
}
