/** How long the view takes to get somewhere, ms: it is there at once for whoever wants no motion. */
export const glide = (ms: number): { duration: number } => ({
  duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : ms,
});
