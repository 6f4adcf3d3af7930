import type { StuckGroup } from "@/lib/api/schemas/stuck";

const people = (n: number) => (n === 1 ? "1 person" : `${n.toLocaleString("en")} people`);
const mails = (n: number) => (n === 1 ? "1 mail" : `${n.toLocaleString("en")} mails`);

/** `error`: what the step failed with. `advice`: what can be done about it. */
type StuckWords = { title: string; why: string; error?: string; advice?: string };

/** A group in words: what stands still, and why. */
export function describeStuck({ kind, people: n, detail }: StuckGroup): StuckWords {
  switch (kind) {
    case "quarantined":
      return {
        title: `${people(n)} set aside: the step failed`,
        why: "It does not go on by itself any more.",
        error: detail,
        advice:
          "They keep their place and get nothing more until you let them walk again. Mend first what the step or their data lacks. If they should not go on, leave it as it is.",
      };
    case "retrying":
      return {
        title: `${people(n)} tried again: the step failed`,
        why: "It is tried again by itself, later each time. After the eighth failure they are set aside.",
        error: detail,
      };
    case "overdue":
      return {
        title: `${people(n)} due, and nobody walks them`,
        why: "For more than two minutes. Look whether the workers keep up.",
      };
    case "never":
      return {
        title: `${people(n)} ${n === 1 ? "waits" : "wait"} for what cannot happen`,
        why: `This step ${detail}.`,
      };
    case "uncertain":
      return { title: `${mails(n)} may or may not have arrived`, why: detail };
    case "failed":
      return { title: `${mails(n)} could not be delivered`, why: detail };
  }
}
