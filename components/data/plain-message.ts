/**
 * The API says what its schemas say, in a programmer's words. What of that people meet beside a field is said in theirs; a message that
 * somebody wrote stays as it is.
 */
export function plainMessage(message: string): string {
  for (const [pattern, words] of plain) {
    const match = pattern.exec(message);
    if (match) return words(match[1] ?? "");
  }
  return message;
}

const plain: readonly [RegExp, (bound: string) => string][] = [
  [/^Invalid input: expected number\b/, () => "This is not a number."],
  [/^Invalid input: expected int\b/, () => "This must be a whole number."],
  [/^Too small: expected string to have >=1 characters$/, () => "This must not be empty."],
  [/^Too small: expected string to have >=(\d+) characters$/, (bound) => `At least ${bound} characters.`],
  [/^Too big: expected string to have <=(\d+) characters$/, (bound) => `At most ${spelled(bound)} characters.`],
  [/^Too small: expected (?:number|int) to be >=(\S+)$/, (bound) => `At least ${spelled(bound)}.`],
  [/^Too small: expected (?:number|int) to be >(\S+)$/, (bound) => `More than ${spelled(bound)}.`],
  [/^Too big: expected (?:number|int) to be <=(\S+)$/, (bound) => `At most ${spelled(bound)}.`],
  [/^Too big: expected (?:number|int) to be <(\S+)$/, (bound) => `Less than ${spelled(bound)}.`],
  [/^Invalid email address$/, () => "This is not an email address, such as ada@example.com."],
  [/^Invalid URL$/, () => "This is not a whole address, such as https://example.com."],
];

const spelled = (bound: string) => Number(bound).toLocaleString("en");
