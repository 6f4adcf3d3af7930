"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import { problemText } from "@/components/data/problem-text";
import { useResource } from "@/components/data/use-resource";
import { useWorkspace } from "@/components/data/workspace-context";
import { toast } from "@/components/ui/toast";
import type { JourneyResource } from "@/lib/api/schemas/journey";
import type { JourneyTestPatch, JourneyTestResource, TestRun } from "@/lib/api/schemas/journey-test";
import type { Expectation, JourneyTestCase } from "@/lib/journey/journey-test";
import { saysSomething } from "./new-case";

export function useJourneyTests(journeyId: string) {
  return useResource<{ data: JourneyTestResource[] }>("journey-tests", `/journeys/${journeyId}/tests`);
}

/** The verdict over the saved draft; asked again with every save of it and with every change of a test. */
export function useTestRun({ id, revision }: Pick<JourneyResource, "id" | "revision">, enabled = true) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: [slug, "journey-test-run", id, revision],
    queryFn: ({ signal }) => apiFetch<TestRun>(`/journeys/${id}/tests/run`, { method: "POST", body: {}, signal }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled,
  });
}

/** What comes of a case that is being written. Where nothing is expected yet, only `actual` says anything. */
export function useCaseRun(journeyId: string, wanted: JourneyTestCase | undefined) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: [slug, "journey-case-run", journeyId, wanted],
    queryFn: ({ signal }) =>
      apiFetch<TestRun>(`/journeys/${journeyId}/tests/run`, {
        method: "POST",
        body: { cases: [{ name: "Case", ...wanted, expect: judgeable(wanted?.expect) }] },
        signal,
      }),
    placeholderData: (before) => before,
    enabled: wanted !== undefined,
    gcTime: 0,
    retry: false,
  });
}

/** The API judges nothing against nothing. */
const judgeable = (expect: Expectation | undefined): Expectation =>
  expect && saysSomething(expect) ? expect : { path_match: "exact", ended: "completed" };

/**
 * Changes to the tests of a journey. `create` and `change` leave it to their form to say why not; of the others, whose line may be gone by
 * then, all is said here.
 */
export function useChangeTests(journeyId: string) {
  const queries = useQueryClient();
  const { slug } = useWorkspace();
  const path = `/journeys/${journeyId}/tests`;
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: [slug, "journey-tests", path] }),
      queries.invalidateQueries({ queryKey: [slug, "journey-test-run", journeyId] }),
    ]);
  const onError = (error: Error) => toast.error(problemText(error));
  const post = (test: JourneyTestCase & { name: string }) =>
    apiFetch<JourneyTestResource>(path, { method: "POST", body: test });
  const write = ({ id, patch }: { id: string; patch: JourneyTestPatch }) =>
    apiFetch<JourneyTestResource>(`${path}/${id}`, { method: "PATCH", body: patch });
  const create = useMutation({ mutationFn: post, onSuccess });
  const restore = useMutation({ mutationFn: post, onSuccess, onError });
  const change = useMutation({ mutationFn: write, onSuccess });
  const expectAsBefore = useMutation({
    mutationFn: ({ id, expect }: JourneyTestResource) => write({ id, patch: { expect } }),
    onSuccess,
    onError,
  });
  const accept = useMutation({
    mutationFn: ({ test, expect }: { test: JourneyTestResource; expect: Expectation }) =>
      write({ id: test.id, patch: { expect } }),
    onSuccess: async (_, { test }) => {
      await onSuccess();
      toast.success(`“${test.name}” expects what happens now`, { undo: () => expectAsBefore.mutate(test) });
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: ({ id }: JourneyTestResource) => apiFetch(`${path}/${id}`, { method: "DELETE" }),
    onSuccess: async (_gone, test) => {
      await onSuccess();
      const { id: _id, created_at: _created, updated_at: _updated, ...again } = test;
      toast.success(`“${test.name}” is deleted`, { undo: () => restore.mutate(again) });
    },
    onError,
  });
  return { create, change, accept, remove };
}
