/** The font stacks of lib/email/brand.ts by what people call them. */
export const fonts = [
  { value: "sans", label: "Sans-serif" },
  { value: "serif", label: "Serif" },
  { value: "rounded", label: "Rounded" },
  { value: "mono", label: "Monospace" },
] as const;
