"use client";

import { type ComponentProps, type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { FormContext, type RefusedField } from "./form-context";
import { findProblems, isControl, leadTo, refusedFields, stillWrong } from "./refused-fields";

export type FormProps = Omit<ComponentProps<"form">, "onSubmit" | "onInput" | "noValidate" | "ref"> & {
  /** called when nothing stands against it; `false`: something did after all, and its field says so */
  onSubmit: (form: HTMLFormElement) => unknown;
  /** why it was refused where it was sent to; another object with each refusal */
  refusal?: unknown;
};

const NO_PROBLEMS: Readonly<Record<string, string>> = {};
const NONE: ReadonlySet<string> = new Set();

/**
 * The only <form>. The attributes of its controls (`required`, `type`, `min`, …) say what is asked; what does not hold is said beside the
 * field in our words, never in a bubble of the browser's, and the first such field is led to. Calm until it is sent; from then on each of
 * those fields follows what is written in it.
 */
export function Form({ onSubmit, refusal, children, ...rest }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [edited, setEdited] = useState(NONE);
  const [named, setNamed] = useState<readonly RefusedField[]>();
  const [refusals, setRefusals] = useState(0);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    // Of the form of a window that React has inside this one though it stands elsewhere on the page.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    const found = findProblems(event.currentTarget);
    setProblems(found);
    setNamed(undefined);
    if (Object.keys(found).length > 0) return setRefusals((count) => count + 1);
    // What is said of it from here on is about what stands in it now.
    setEdited(NONE);
    if (onSubmit(event.currentTarget) === false) setRefusals((count) => count + 1);
  };

  const recheck = useCallback(() => {
    if (!form.current) return;
    const now = findProblems(form.current);
    setProblems((said) => stillWrong(said, now));
  }, []);
  const input = ({ target }: FormEvent) => {
    if (!isControl(target) || target.form !== form.current) return;
    if (refusal || refusals > 0)
      setEdited((before) => (before.has(target.id) ? before : new Set([...before, target.id])));
    recheck();
  };
  // What is discarded, undone or chosen changes a field without a word of the browser's.
  useEffect(() => {
    if (problems !== NO_PROBLEMS) recheck();
  });

  useEffect(() => {
    if (!refusal) return;
    setEdited(NONE);
    setRefusals((count) => count + 1);
  }, [refusal]);

  useEffect(() => {
    const [first, ...others] = refusals > 0 && form.current ? refusedFields(form.current) : [];
    if (!first) return;
    setNamed([first, ...others]);
    leadTo(first);
  }, [refusals]);

  const state = useMemo(() => {
    const refused = named?.flatMap((field) => {
      const { id } = field.control;
      if (problems[id] !== undefined) return { ...field, message: problems[id] };
      return refusal && !edited.has(id) ? field : [];
    });
    return { problems, edited, refused, recheck };
  }, [problems, edited, named, refusal, recheck]);
  return (
    <FormContext value={state}>
      <form ref={form} noValidate onSubmit={submit} onInput={input} {...rest}>
        {children}
      </form>
    </FormContext>
  );
}
