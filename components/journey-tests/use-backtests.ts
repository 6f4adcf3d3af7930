"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { BacktestResource } from "@/lib/api/schemas/backtest";
import type { List } from "@/lib/api/schemas/common";

export const isUnderWay = ({ status }: BacktestResource): boolean => status === "queued" || status === "running";

/** The newest backtest of a journey, asked again while it is under way, and what can be done: begin one, cancel it. */
export function useBacktests(journeyId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = `/journeys/${journeyId}/backtests`;
  const list = useResource<List<BacktestResource>>("backtests", path, {
    refetchMs: (data) => (data?.data.some(isUnderWay) ? 1_000 : false),
  });
  const onSuccess = () => queries.invalidateQueries({ queryKey: [slug, "backtests", path] });
  const start = useMutation({
    mutationFn: (body: { days: number; cap: number }) => apiFetch<BacktestResource>(path, { method: "POST", body }),
    onSuccess,
  });
  const cancel = useMutation({
    mutationFn: (id: string) => apiFetch<BacktestResource>(`${path}/${id}/cancel`, { method: "POST", body: {} }),
    onSuccess,
    onError: (error) => toast.error(problemText(error)),
  });
  return { list, newest: list.data?.data[0], start, cancel };
}
