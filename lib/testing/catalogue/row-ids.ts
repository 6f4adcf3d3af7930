const numbered = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `${letter}${from + n}`);

/** Ids of what the product promises about entering (T), steps (N), conditions (C) the life of a journey (J) and people (U). */
export const rowIds: readonly string[] = [
  ...numbered("T", 1, 21),
  ...numbered("N", 1, 22),
  "N22b",
  "N24",
  ...numbered("N", 28, 35),
  ...["C operators", "C sources", "C nested", "C named facts"],
  ...numbered("J", 1, 14),
  "U7",
];
