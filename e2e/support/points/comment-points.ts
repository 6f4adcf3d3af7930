import { doneBy, type Point } from "./point";

const hand = "comments.spec.ts › J14 two people talk about a step by mouse";
const keys = "comments.spec.ts › J14 with keys alone";

/** What is said about a journey. */
export const commentPoints: readonly Point[] = [
  ...doneBy(
    `${hand} › a comment with a mention and a link appears at the other's card`,
    `${keys} › a comment with a mention`,
    ["comments on a step", "mentions a member in a comment"],
  ),
  ...doneBy(`${hand} › an answer appears while somebody types`, `${keys} › an answer, edited`, ["answers a comment"]),
  ...doneBy(`${hand} › edited, deleted and taken back`, `${keys} › an answer, edited`, [
    "changes a comment of their own",
  ]),
  ...doneBy(`${hand} › edited, deleted and taken back`, `${keys} › deleted and taken back`, [
    "deletes a comment and takes that back",
  ]),
  ...doneBy(`${hand} › resolved and opened again`, `${keys} › resolved and opened again`, [
    "resolves a thread and opens it again",
  ]),
  ...doneBy(`${hand} › all of them, in order, each with its step`, `${keys} › all of them, and to a step`, [
    "reads all comments on a journey and goes to a step",
  ]),
];
