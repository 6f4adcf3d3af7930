"use client";

import { Plus, TicketPercent } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { QueryFailed } from "@/components/data/query-failed";
import { useCursorList } from "@/components/data/use-cursor-list";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Line } from "@/components/ui/line";
import { PageBody } from "@/components/ui/page-body";
import { PageHeader } from "@/components/ui/page-header";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import type { CodePoolResource } from "@/lib/api/schemas/code-pool";
import { AddCodesDialog } from "./add-codes-dialog";
import { PoolDialog } from "./pool-dialog";
import { usePoolActions } from "./use-pool-actions";

/** Pools of discount codes: how many are left, more of them, and what happens when there are none. */
export function CodePools() {
  const { slug } = useWorkspace();
  const mayEdit = useMay("edit");
  const list = useCursorList<CodePoolResource>("code-pools", "/code-pools");
  const [making, setMaking] = useState(false);
  const action = mayEdit ? (
    <Button onClick={() => setMaking(true)}>
      <Plus /> New pool
    </Button>
  ) : null;
  return (
    <PageBody>
      <PageHeader
        title="Discount codes"
        description="One code for each person and journey, taken when the mail is sent."
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={`/w/${slug}/templates`}>Emails</Link>
            </Button>
            {action}
          </>
        }
      />
      {list.isError ? <QueryFailed error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <TableSkeleton label="Loading the pools" /> : null}
      {list.isSuccess && list.items.length === 0 ? (
        <EmptyState
          icon={<TicketPercent />}
          title="No codes yet"
          description="Paste codes of your shop or let Sojourn make some, for example 500 that begin with SPRING-."
          action={action}
        />
      ) : null}
      <ul className="grid gap-4 md:grid-cols-2">
        {list.items.map((pool) => (
          <Line key={pool.id}>
            <Pool pool={pool} mayEdit={mayEdit} />
          </Line>
        ))}
      </ul>
      <PoolDialog open={making} onOpenChange={setMaking} pool={undefined} />
    </PageBody>
  );
}

function Pool({ pool, mayEdit }: { pool: CodePoolResource; mayEdit: boolean }) {
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState(false);
  const [asked, setAsked] = useState(false);
  const { archive } = usePoolActions();
  const low = pool.taken > 0 && pool.left < pool.alert_below;
  return (
    <Card title={pool.name}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
        <span className="tabular-nums">
          <strong className="font-semibold">{pool.left.toLocaleString("en")}</strong> left
        </span>
        <span className="text-muted-foreground tabular-nums">{pool.taken.toLocaleString("en")} given</span>
        {low ? (
          <Badge tone={pool.left === 0 ? "danger" : "warning"}>{pool.left === 0 ? "Empty" : "Few left"}</Badge>
        ) : null}
      </div>
      <p className="mt-2 text-muted-foreground text-sm">
        {pool.fallback_code
          ? `When it is empty everybody gets ${pool.fallback_code}.`
          : "When it is empty, mails take their plain version or are not sent."}
      </p>
      {mayEdit ? (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button size="sm" variant="outline" onClick={() => setAdding(true)}>
            Add codes
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setChanging(true)}>
            Change
          </Button>
          <Button size="sm" variant="danger-ghost" onClick={() => setAsked(true)}>
            Archive
          </Button>
        </div>
      ) : null}
      <AddCodesDialog open={adding} onOpenChange={setAdding} pool={pool} />
      <PoolDialog open={changing} onOpenChange={setChanging} pool={pool} />
      {asked ? (
        <ConfirmDialog
          title={`Archive “${pool.name}”?`}
          description={`Its ${pool.left.toLocaleString("en")} codes are given to nobody any more, and mails that name the pool find it empty. It cannot come back.`}
          confirm="Archive the pool"
          busy={archive.isPending}
          onConfirm={() => archive.mutate(pool, { onSettled: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </Card>
  );
}
