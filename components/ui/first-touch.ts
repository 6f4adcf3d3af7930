/** What a person does first on a page, by pointer, finger, key, or an aid that moves the focus. */
const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "keydown", "focusin"] as const;

/** Whoever only reads has it after this long, so that a connection that breaks later takes nothing away. */
const AT_LATEST_MS = 5_000;

const waiting = new Set<() => void>();
let touched = false;

function touch(): void {
  touched = true;
  for (const sign of SIGNS) removeEventListener(sign, touch, true);
  for (const run of waiting) run();
  waiting.clear();
}

function afterLoad(run: () => void): void {
  if (document.readyState === "complete") run();
  else addEventListener("load", run, { once: true });
}

/**
 * Calls `run` once, at the first sign that somebody uses the page, or at once when there was one; some seconds after the page has loaded
 * without any. Code that only hands need is fetched then: it is there before they have reached anything, and no page begins with it.
 */
export function onFirstTouch(run: () => void): () => void {
  if (typeof window === "undefined") return () => {};
  if (touched) {
    run();
    return () => {};
  }
  if (waiting.size === 0) {
    for (const sign of SIGNS) addEventListener(sign, touch, { capture: true, passive: true });
    afterLoad(() => setTimeout(touch, AT_LATEST_MS));
  }
  waiting.add(run);
  return () => waiting.delete(run);
}
