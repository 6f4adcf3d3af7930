"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, MoreHorizontal, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, type MenuEntry } from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { SubscriberResource } from "@/lib/api/schemas/subscriber";
import { downloadJson } from "./download-json";

/** Taking a person's data out, and erasing them. */
export function PersonMenu({ person }: { person: SubscriberResource }) {
  const mayExport = useMay("export");
  const mayEdit = useMay("edit");
  const [erasing, setErasing] = useState(false);
  const path = `/subscribers/${encodeURIComponent(person.external_id)}`;
  const exportAll = async () => {
    try {
      downloadJson(`${person.external_id}.json`, await apiFetch<unknown>(`${path}/export`));
    } catch (error) {
      toast.error("The export failed", { description: problemText(error) });
    }
  };
  const items: MenuEntry[] = [
    ...(mayExport
      ? [{ label: "Export everything", icon: <Download aria-hidden="true" />, onSelect: () => void exportAll() }]
      : []),
    ...(mayEdit
      ? [
          {
            label: "Erase person…",
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => setErasing(true),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <DropdownMenu
        align="end"
        items={items}
        trigger={
          <Button variant="outline" size="icon" aria-label="More actions">
            <MoreHorizontal aria-hidden="true" />
          </Button>
        }
      />
      {erasing ? <EraseDialog person={person} path={path} onClose={() => setErasing(false)} /> : null}
    </>
  );
}

type EraseProps = { person: SubscriberResource; path: string; onClose: () => void };

/** Cannot be undone, so this one asks: the id has to be typed. */
function EraseDialog({ person, path, onClose }: EraseProps) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const erase = useMutation({
    mutationFn: () => apiFetch(path, { method: "DELETE" }),
    onSuccess: async () => {
      router.push(`/w/${slug}/people`);
      toast.success("Erased", { description: "Their data and messages are gone. Counts in reports stay." });
      await queries.invalidateQueries({ queryKey: [slug] });
    },
  });
  return (
    <ConfirmDialog
      title="Erase this person?"
      description="Details, events, runs and messages are removed for good. This cannot be undone."
      confirm="Erase"
      cancel="Keep"
      disabled={typed.trim() !== person.external_id.trim()}
      busy={erase.isPending}
      onConfirm={() => erase.mutate()}
      onClose={onClose}
    >
      <div className="flex flex-col gap-3">
        <Field label={`Type ${person.external_id} to confirm`}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
        </Field>
        {erase.error ? (
          <Alert tone="danger" live>
            {problemText(erase.error)}
          </Alert>
        ) : null}
      </div>
    </ConfirmDialog>
  );
}
