/** What a person does first on a page, by pointer, finger, key, or an aid that moves the focus. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"] as const;

const waiting = new Set<() => void>();
let touched = false;

function touch(): void {
  touched = true;
  for (const sign of SIGNS) removeEventListener(sign, touch, true);
  for (const run of waiting) run();
  waiting.clear();
}

/**
 * Calls `run` once, at the first sign that somebody uses the page, or at once when there was one. Code that only hands need is
 * fetched then: it is there before they have reached anything, and a page that is only read goes without.
 */
export function onFirstTouch(run: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  if (touched) {
    run();
    return () => {};
  }
  if (waiting.size === 0) for (const sign of SIGNS) addEventListener(sign, touch, { capture: true, passive: true });
  waiting.add(run);
  return () => waiting.delete(run);
}
