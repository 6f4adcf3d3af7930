import type { JourneyResource } from "@/lib/api/schemas/journey";

/** Whether nobody can be inside any more, or nobody ever was. The server looks again. */
export function mayBeDeleted({ status, totals }: Pick<JourneyResource, "status" | "totals">): boolean {
  return status === "draft" || status === "archived" || (status === "completed" && totals.active === 0);
}
