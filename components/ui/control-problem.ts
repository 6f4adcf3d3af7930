/** What is asked of a control, as its attributes and the browser have it: an <input> or a <textarea>. */
export type CheckedControl = {
  type: string;
  value: string;
  required: boolean;
  validity: Partial<Omit<ValidityState, "valid">>;
  title?: string;
  min?: string;
  max?: string;
  minLength?: number;
  maxLength?: number;
  multiple?: boolean;
};

/** What is wrong with what a control holds, in our words instead of the browser's; undefined when nothing is. */
export function controlProblem(control: CheckedControl): string | undefined {
  const { validity: wrong, type, value } = control;
  if (wrong.badInput) return type === "number" ? "This is not a number." : "This is not complete.";
  if (wrong.valueMissing || (control.required && type !== "password" && value.trim() === ""))
    return "This must not be empty.";
  if (wrong.typeMismatch) return typeProblem(control);
  if (wrong.patternMismatch) return control.title ? `${control.title}.` : "This is not written as it must be.";
  if (wrong.rangeUnderflow || wrong.rangeOverflow) return rangeWords(control);
  if (wrong.stepMismatch) return "This must be a whole number.";
  if (wrong.tooShort) return `At least ${control.minLength} characters.`;
  if (wrong.tooLong) return `At most ${control.maxLength} characters.`;
  return undefined;
}

function typeProblem({ type, multiple }: CheckedControl): string {
  if (type === "url") return "This is not a whole address, such as https://example.com.";
  return multiple
    ? "Not all of these are email addresses, such as ada@example.com."
    : "This is not an email address, such as ada@example.com.";
}

function rangeWords({ min = "", max = "" }: CheckedControl): string {
  if (min === "") return `At most ${spelled(max)}.`;
  return max === "" ? `At least ${spelled(min)}.` : `From ${spelled(min)} to ${spelled(max)}.`;
}

const spelled = (bound: string) => Number(bound).toLocaleString("en");
