import type { Brand, Theme } from "./brand";
import { fontStacks } from "./font-stacks";

/** Width of the mail's column, px: what every client shows without scrolling. */
export const MAIL_WIDTH = 600;
/** px that the card leaves for its blocks */
export const COLUMN_WIDTH = MAIL_WIDTH - 80;

export type Palette = {
  page: string;
  card: string;
  text: string;
  muted: string;
  border: string;
  accent: string;
  onAccent: string;
  link: string;
};

export type MailStyle = { light: Palette; dark: Palette; font: string; radius: number };

type Rgb = [number, number, number];
const rgb = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb;
const hex = (colour: Rgb) => `#${colour.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;
const mix = (a: string, b: string, share: number) => {
  const [x, y] = [rgb(a), rgb(b)];
  return hex(x.map((c, i) => c + ((y[i] ?? 0) - c) * share) as Rgb);
};

function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour moved towards white or black until it can be read on `on`. */
function readable(colour: string, on: string): string {
  const towards = luminance(on) > 0.4 ? "#000000" : "#ffffff";
  for (let share = 0; share <= 1; share += 0.1) {
    const tried = mix(colour, towards, share);
    if (contrast(tried, on) >= 4.5) return tried;
  }
  return towards;
}

const onAccent = (accent: string) => (contrast("#ffffff", accent) >= 4 ? "#ffffff" : "#14161a");

/** Both palettes and the shapes of a mail. Whatever colours are chosen, text stays readable in light and dark. */
export function mailStyle(brand: Brand, theme: Theme | undefined): MailStyle {
  const chosen: Theme = { ...brand.theme, ...theme };
  const accent = chosen.accent ?? "#1d4ed8";
  const page = chosen.page ?? "#f3f4f7";
  const card = chosen.card ?? "#ffffff";
  const text = readable(chosen.text ?? "#1d2129", card);
  const darkCard = "#1b1d22";
  const darkPage = "#101114";
  const darkAccent = contrast(accent, darkCard) < 2 ? mix(accent, "#ffffff", 0.35) : accent;
  return {
    light: {
      page,
      card,
      text,
      muted: readable(mix(text, page, 0.42), page),
      border: mix(text, card, 0.88),
      accent,
      onAccent: onAccent(accent),
      link: readable(accent, card),
    },
    dark: {
      page: darkPage,
      card: darkCard,
      text: "#eceef2",
      muted: "#9aa1ad",
      border: "#2e3138",
      accent: darkAccent,
      onAccent: onAccent(darkAccent),
      link: readable(accent, darkCard),
    },
    font: fontStacks[chosen.font ?? "sans"],
    radius: chosen.radius ?? 12,
  };
}

/** Shapes of text that the renderers and the editor's canvas share, so that both look alike. Sizes in px. */
export const textStyles = {
  heading: {
    1: { fontSize: "28px", lineHeight: "36px", fontWeight: 700, letterSpacing: "-0.02em" },
    2: { fontSize: "22px", lineHeight: "30px", fontWeight: 700, letterSpacing: "-0.015em" },
    3: { fontSize: "18px", lineHeight: "26px", fontWeight: 600, letterSpacing: "-0.01em" },
  },
  body: { fontSize: "16px", lineHeight: "26px" },
  small: { fontSize: "13px", lineHeight: "20px" },
} as const;
