"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useMay } from "@/components/data/workspace-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { SegmentResource } from "@/lib/api/schemas/segment";
import { useChangeMembers } from "./use-change-members";

/** Puts people into a manual segment by their ids, one a line. Ids of nobody stay in the box. */
export function AddMembers({ segment }: { segment: SegmentResource }) {
  const mayEdit = useMay("edit");
  const [text, setText] = useState("");
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  const change = useChangeMembers(segment.id);
  if (!mayEdit) return null;
  const ids = text.split(/[\n,;]+/).flatMap((line) => line.trim() || []);
  const add = () =>
    change.mutate(
      { externalIds: ids, join: true },
      {
        onSuccess: (done) => {
          setText(done.unknown.join("\n"));
          setUnknown(done.unknown);
          toast.success(`${done.changed} ${done.changed === 1 ? "person" : "people"} added`);
        },
      },
    );
  return (
    <Card title="Add people">
      <Form className="flex flex-col gap-3" onSubmit={() => (ids.length > 0 ? add() : undefined)}>
        <Field
          label="Ids of people"
          help="The ids your application knows them by, one a line. Journeys that start with this segment take them in."
          error={unknown.length > 0 ? `Nobody has the id ${unknown.slice(0, 5).join(", ")}.` : undefined}
        >
          <Textarea
            rows={3}
            value={text}
            placeholder={"user-1042\nuser-1043"}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setUnknown([]);
            }}
          />
        </Field>
        <div className="flex justify-end">
          <Button type="submit" size="sm" disabled={ids.length === 0} loading={change.isPending}>
            <Plus /> {ids.length > 1 ? `Add ${ids.length} people` : "Add"}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
