"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { sameJson } from "@/lib/journey/same-json";
import type { UnsentDraft, UnsentDrafts } from "./unsent-drafts";
import { useWorkspace } from "./workspace-context";

type FormDraftOptions<Draft> = {
  /** where it is saved, or another address that no other form has */
  path: string;
  /** what is stored; for something new: the empty form */
  base: Draft;
  revision: number;
  /** what is sent of it: two drafts of which the same is sent are the same; must keep its identity */
  bodyOf: (draft: Draft) => unknown;
  unsent: UnsentDrafts<Draft>;
};

export type FormDraft<Draft> = UnsentDraft<Draft> & {
  /** something else would be sent than what is stored */
  changed: boolean;
  set: (change: Partial<Draft>) => void;
  /** `base` is stored; what was typed since it was sent stays */
  settle: (base: Draft, revision: number) => void;
  /** puts all of it in the form's place */
  put: (form: UnsentDraft<Draft>) => void;
};

/**
 * What a form holds that is saved by a button. Leaving the page with something unsaved loses nothing: it is kept in this tab, offered, and
 * here again when the page is opened; closing the window asks first.
 */
export function useFormDraft<Draft extends object>({
  path,
  base,
  revision,
  bodyOf,
  unsent,
}: FormDraftOptions<Draft>): FormDraft<Draft> {
  const { slug } = useWorkspace();
  const key = `${slug}${path}`;
  const [form, put] = useState<UnsentDraft<Draft>>(() => unsent.get(key) ?? { draft: base, base, revision });
  const changed = !sameJson(asSent(bodyOf(form.draft)), asSent(bodyOf(form.base)));
  useGuard(key, form, changed, unsent);
  const set = useCallback(
    (change: Partial<Draft>) => put((before) => ({ ...before, draft: { ...before.draft, ...change } })),
    [],
  );
  const settle = useCallback(
    (stored: Draft, at: number) => put(({ draft }) => ({ draft, base: stored, revision: at })),
    [],
  );
  return { ...form, changed, set, settle, put };
}

/** As JSON has it: a number that is none is null. */
const asSent = (body: unknown): unknown => JSON.parse(JSON.stringify(body));

const KEPT_MS = 12_000;

function useGuard<Draft>(key: string, form: UnsentDraft<Draft>, changed: boolean, unsent: UnsentDrafts<Draft>) {
  const router = useRouter();
  const [page] = useState(() => globalThis.location?.pathname);
  const [broughtBack] = useState(() => unsent.get(key) !== undefined);
  const latest = useRef({ form, changed });
  useEffect(() => {
    latest.current = { form, changed };
    if (!changed) unsent.drop(key);
  }, [form, changed, unsent, key]);

  useEffect(() => {
    if (broughtBack)
      toast.message("What was not saved is here again", { description: "Save it, or discard it.", id: `back ${key}` });
  }, [broughtBack, key]);

  useEffect(() => {
    if (!changed) return;
    const ask = (event: Event) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [changed]);

  useEffect(
    () => () => {
      const left = latest.current;
      if (!left.changed) return;
      unsent.keep(key, left.form);
      const action = page === undefined ? {} : { action: { label: "Open it", run: () => router.push(page) } };
      const description = "It is kept in this tab: open it again to save or discard it.";
      toast.message("What you changed is not saved", { description, durationMs: KEPT_MS, ...action });
    },
    [key, unsent, router, page],
  );
}
