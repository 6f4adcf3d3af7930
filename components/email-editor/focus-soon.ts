/**
 * Puts the keyboard focus on the first of these elements that is there, once what was just changed is drawn and the menu or window
 * that asked for it has closed.
 */
export function focusSoon(...ids: readonly string[]): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const element = ids.map((id) => document.getElementById(id)).find((found) => found !== null);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    });
  });
}
