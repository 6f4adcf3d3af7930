import type { Brand } from "./brand";
import type { EmailProblem } from "./check-email";
import type { EmailDocument } from "./document";
import { contrast, mailStyle, type Palette } from "./mail-style";
import { allBlocks } from "./walk-blocks";

/** WCAG 2 AA for text of ordinary size. */
const CONTRAST_MIN = 4.5;
const COLOUR = /(?:^|[;"'\s])(background(?:-color)?|color)\s*:\s*#([0-9a-f]{6}|[0-9a-f]{3})\b/gi;
const STYLE = /\sstyle\s*=\s*("([^"]*)"|'([^']*)')/gi;

const six = (hex: string) => `#${hex.length === 3 ? [...hex].map((c) => c + c).join("") : hex}`.toLowerCase();
const rounded = (ratio: number) => (Math.floor(ratio * 10) / 10).toFixed(1);

function pairs(palette: Palette): { what: string; ratio: number }[] {
  return [
    { what: "text", ratio: contrast(palette.text, palette.card) },
    { what: "links", ratio: contrast(palette.link, palette.card) },
    { what: "buttons", ratio: contrast(palette.onAccent, palette.accent) },
    { what: "the footer", ratio: contrast(palette.muted, palette.page) },
  ];
}

/** An author's HTML brings colours of its own; the ground under it is the light card's in the dark mail, too (blocks/html/render.tsx). */
function htmlProblems(html: string, { card }: Palette, id: string): EmailProblem[] {
  for (const match of html.matchAll(STYLE)) {
    const style = match[2] ?? match[3] ?? "";
    const found = Object.fromEntries(
      [...style.matchAll(COLOUR)].map(([, name = "", hex = ""]) => [name.toLowerCase(), six(hex)]),
    );
    const { color } = found;
    const own = found.background ?? found["background-color"];
    if (!color) continue;
    const ratio = contrast(color, own ?? card);
    if (ratio >= CONTRAST_MIN) continue;
    const message = `${color} on ${own ?? "the card"} has a contrast of ${rounded(ratio)}:1; readable text needs ${CONTRAST_MIN}:1`;
    return [{ code: "contrast", severity: "warning", message, block_id: id, field: "html" }];
  }
  return [];
}

/** Colours that are hard to read on one another in the light or the dark mail: WCAG ratios of what is really drawn. */
export function contrastProblems(document: EmailDocument, brand: Brand): EmailProblem[] {
  const { light, dark } = mailStyle(brand, document.theme);
  const ofTheme = (["light", "dark"] as const).flatMap((scheme) =>
    pairs(scheme === "light" ? light : dark)
      .filter(({ ratio }) => ratio < CONTRAST_MIN)
      .map(({ what, ratio }): EmailProblem => {
        const message = `In ${scheme} the contrast of ${what} is ${rounded(ratio)}:1; readable text needs ${CONTRAST_MIN}:1`;
        return { code: "contrast", severity: "warning", message, field: "theme" };
      }),
  );
  const ofBlocks = [...allBlocks(document.blocks)].flatMap(({ block }) =>
    block.type === "html" ? htmlProblems(block.html, light, block.id) : [],
  );
  return [...ofTheme, ...ofBlocks];
}
