import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { splitLiquid } from "./liquid/split-liquid";

const SUBJECT_GOOD_MAX = 70;
const PREHEADER_GOOD_MAX = 140;
const EMOJI_GOOD_MAX = 2;
const EMOJI = /\p{Extended_Pictographic}/gu;

/** Few and well known: words that filters weigh and readers distrust in a subject. */
const SPAM_WORDS = [
  ...["act now", "buy now", "cash bonus", "click here", "earn money", "extra income", "free money", "guaranteed"],
  ...[
    "limited time only",
    "no risk",
    "once in a lifetime",
    "risk free",
    "risk-free",
    "winner",
    "you have won",
    "100% free",
  ],
  ...["make money fast", "no obligation", "lowest price", "this is not spam", "urgent response"],
];

/** What an author wrote in a line, without its Liquid. */
function wordsOf(line: string): string {
  const pieces = splitLiquid(line);
  return pieces ? pieces.map((piece) => (piece.kind === "text" ? piece.source : " ")).join("") : line;
}

const isShouting = (words: string) => {
  const letters = words.replace(/[^\p{L}]/gu, "");
  return letters.length >= 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
};

const warning = (code: string, field: string, message: string): EmailProblem => ({
  code,
  severity: "warning",
  message,
  field,
});

function spamWords(line: string, field: string, what: string): EmailProblem[] {
  const lower = ` ${line.toLowerCase().replace(/[^\p{L}\p{N}%-]+/gu, " ")} `;
  const found = SPAM_WORDS.filter((word) => lower.includes(` ${word} `));
  if (found.length === 0) return [];
  return [warning("spam_words", field, `${what} says “${found.join("”, “")}”, which spam filters know well`)];
}

/** The subject and the preview line as an inbox and its filters read them. `short`: an email step's short form, which has no preview line. */
export function wordProblems({ subject, preheader }: EmailDocument, short: boolean): EmailProblem[] {
  const words = wordsOf(subject);
  const problems: EmailProblem[] = [];
  if (words.trim().length > SUBJECT_GOOD_MAX) {
    const message = `Inboxes cut subjects after about ${SUBJECT_GOOD_MAX} characters; this one has ${words.trim().length}`;
    problems.push(warning("subject_long", "subject", message));
  }
  if (isShouting(words))
    problems.push(warning("subject_capitals", "subject", "The subject is all capitals, which reads as shouting"));
  const emoji = words.match(EMOJI)?.length ?? 0;
  if (emoji > EMOJI_GOOD_MAX)
    problems.push(
      warning("subject_emoji", "subject", `The subject has ${emoji} emoji; filters and readers like two at most`),
    );
  if (/!{2,}|\${2,}/.test(words))
    problems.push(warning("subject_marks", "subject", "The subject repeats ! or $, as spam does"));
  problems.push(...spamWords(words, "subject", "The subject"));
  if (short || subject.trim() === "") return problems;
  if (preheader.trim() === "") {
    const message = "Without a preview line inboxes show the first words of the mail beside the subject";
    problems.push(warning("preheader_missing", "preheader", message));
  } else if (preheader.trim() === subject.trim())
    problems.push(warning("preheader_repeats", "preheader", "The preview line repeats the subject"));
  else if (wordsOf(preheader).length > PREHEADER_GOOD_MAX)
    problems.push(
      warning(
        "preheader_long",
        "preheader",
        `Inboxes show about ${PREHEADER_GOOD_MAX} characters of the preview line at most`,
      ),
    );
  problems.push(...spamWords(wordsOf(preheader), "preheader", "The preview line"));
  return problems;
}
