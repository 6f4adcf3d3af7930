"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { apiFetch } from "@/components/data/api-client";
import { useDebounced } from "@/components/data/use-debounced";
import { useWorkspace } from "@/components/data/workspace-context";
import { lateCode } from "@/components/ui/late-code";
import type { Brand } from "@/lib/email/brand";
import type { EmailProblem } from "@/lib/email/check-email";
import type { EmailDocument } from "@/lib/email/document";
import { useKnownPaths } from "./use-known-paths";

const useChecks = lateCode(() => import("@/lib/email/check-email"));

/** Only the drawn mail shows these: its size with its lists at their longest, and its text part. */
const DRAWN: ReadonlySet<string> = new Set(["size", "text_thin"]);

/**
 * What to look at before this mail is sent; undefined until that is known. The server answers for the mail as it was opened, and always
 * for what only the drawn mail shows; from the first touch on the browser checks with every change.
 */
export function useEmailProblems(
  document: EmailDocument,
  { part, brand }: { part: boolean; brand: Brand },
): readonly EmailProblem[] | undefined {
  const checked = useDebounced(document, 250);
  const known = useKnownPaths();
  // a reusable block is no mail that the server could draw
  const checks = useChecks(part);
  const answer = useServerCheck(document, !part);
  return useMemo(() => {
    if (!checks) return answer;
    const drawn = answer?.filter(({ code }) => DRAWN.has(code)) ?? [];
    return [...checks.checkEmail(checked, { part, brand, ...(known.size > 0 ? { known } : {}) }), ...drawn];
  }, [checks, answer, checked, part, brand, known]);
}

function useServerCheck(document: EmailDocument, enabled: boolean): readonly EmailProblem[] | undefined {
  const { slug } = useWorkspace();
  const settled = useDebounced(document, 1_200);
  const answer = useQuery({
    queryKey: [slug, "document-check", settled],
    queryFn: ({ signal }) =>
      apiFetch<{ problems: EmailProblem[] }>("/templates/check", {
        method: "POST",
        body: { document: settled },
        signal,
      }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  return answer.data?.problems;
}
