import { controlProblem } from "./control-problem";
import type { RefusedField } from "./form-context";

type Control = HTMLInputElement | HTMLTextAreaElement;

export const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/**
 * What is wrong with the form's controls, by id. One that may not be written in is not asked. A group of controls that is no control itself
 * says with `data-unfinished` what it still needs.
 */
export function findProblems(form: HTMLFormElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { id, dataset } of form.querySelectorAll<HTMLElement>("[data-unfinished]"))
    if (dataset.unfinished !== undefined) found[id] = dataset.unfinished;
  for (const control of form.elements) {
    if (!isControl(control) || !control.willValidate) continue;
    const problem = controlProblem(control);
    if (problem !== undefined) found[control.id] = problem;
  }
  return found;
}

/** Of what was said before, what holds now, in the words for it now; the very same object while nothing of it has changed. */
export function stillWrong(said: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>) {
  const ids = Object.keys(said);
  if (ids.every((id) => said[id] === now[id])) return said;
  return Object.fromEntries(ids.flatMap((id) => (now[id] === undefined ? [] : [[id, now[id]] as const])));
}

/** The fields of a form that say something is wrong, as the page shows them. `data-refused` names a group that holds its own message. */
export function refusedFields(form: HTMLFormElement): RefusedField[] {
  return [...form.querySelectorAll<HTMLElement>('[aria-invalid="true"], [data-refused]')].map((control) => ({
    control,
    name: control.dataset.refused ?? nameOf(control),
    message: messageOf(control),
  }));
}

function nameOf(control: HTMLElement): string {
  const labels = "labels" in control && control.labels instanceof NodeList ? [...control.labels] : [];
  return control.getAttribute("aria-label") ?? labels.map((label) => label.textContent).join(" ");
}

function messageOf(control: HTMLElement): string {
  const ids = control.getAttribute("aria-describedby")?.split(" ") ?? [];
  const notes = [...ids.map((id) => document.getElementById(id)), control.querySelector("[role=alert]")];
  return notes.find((note) => note?.getAttribute("role") === "alert")?.textContent ?? "";
}

/** Puts the focus into a field, in the middle of what is seen: bars at the edges of a page cover nothing of it. */
export function leadTo({ control }: RefusedField): void {
  const target = control.matches("[data-refused]")
    ? control.querySelector<HTMLElement>("input:enabled, button:enabled")
    : control;
  target?.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
}
