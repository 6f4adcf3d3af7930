import { toast } from "@/components/ui/toast";

const SHOWN_MS = 60_000;

/** Says on a page of a workspace that its person is signed out, and opens the way in beside it: what is being written stays. */
export function tellSignedOut(): void {
  const slug = /^\/w\/([^/]+)/.exec(globalThis.location?.pathname ?? "")?.[1];
  if (slug === undefined) return;
  toast.error("You are signed out", {
    id: "signed-out",
    description: "Sign in again in another tab, then go on here: what you have written stays.",
    durationMs: SHOWN_MS,
    action: { label: "Sign in", run: () => void window.open(`/sign-in?next=/w/${slug}`, "_blank", "noopener") },
  });
}
