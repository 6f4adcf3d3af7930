/** What the schemas of a mail's texts take, in characters or pieces; apart from them, so that the editor knows it without what parses. */
export const textLimits = {
  /** a subject, a heading, a line of a list */
  line: 500,
  buttonLabel: 200,
  footerText: 1_000,
  /** one piece of rich text, which is formatted alike */
  piece: 20_000,
  piecesOfParagraph: 500,
  paragraphs: 300,
  itemsOfList: 200,
  blocksOfItem: 50,
  /** lists in lists; it bounds every walk over the text, too */
  listDepth: 4,
  path: 200,
  fallback: 200,
  href: 2_000,
} as const;
