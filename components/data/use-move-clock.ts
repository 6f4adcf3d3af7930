"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatMoment } from "@/components/ui/format-moment";
import { toast } from "@/components/ui/toast";
import { apiFetch } from "./api-client";
import { problemText } from "./problem-text";
import type { ClockAnswer } from "./use-clock";
import { useWorkspace } from "./workspace-context";

const TOAST = "move-clock";
/** The server answers after at most 30 s; ten rounds are five minutes of work. */
const ROUNDS_MAX = 10;

export type ClockMove = { advance: string } | { now: string };

/** Moves the sandbox clock and waits until everything that came due has been done, then refreshes what the pages show. */
export function useMoveClock() {
  const { slug, timezone } = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (move: ClockMove) => {
      toast.loading("Moving the clock", { id: TOAST, description: "Doing everything that comes due until then…" });
      let answer = await apiFetch<ClockAnswer>("/clock", { method: "POST", body: move });
      for (let round = 1; answer.settled === false && round < ROUNDS_MAX; round++) {
        toast.loading(`It is ${formatMoment(answer.now, timezone)}`, { id: TOAST, description: "Still working…" });
        await queries.invalidateQueries({ queryKey: [slug] });
        answer = await apiFetch<ClockAnswer>("/clock", { method: "POST", body: { advance: "PT0S" } });
      }
      return answer;
    },
    onSuccess: async (answer) => {
      if (answer.settled === false) {
        toast.message(`It is ${formatMoment(answer.now, timezone)}`, {
          id: TOAST,
          description: "There is much to do; the work goes on in the background.",
        });
      } else {
        toast.success(`It is now ${formatMoment(answer.now, timezone)}`, {
          id: TOAST,
          description: "Everything due until then is done.",
        });
      }
      await queries.invalidateQueries({ queryKey: [slug] });
    },
    onError: (error) => toast.error("The clock did not move", { id: TOAST, description: problemText(error) }),
  });
}
