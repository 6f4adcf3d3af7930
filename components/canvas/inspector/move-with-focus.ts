/**
 * Presses of "move up" and "move down" go on with the same row: once it is drawn at its new place, the button there that was pressed has the
 * focus. `row`: the row that was moved; `by`: −1 up, 1 down.
 */
export function moveWithFocus(row: Element | null, by: 1 | -1): void {
  const target = by < 0 ? row?.previousElementSibling : row?.nextElementSibling;
  requestAnimationFrame(() =>
    target?.querySelector<HTMLElement>(`[data-move="${by}"]`)?.focus({ preventScroll: true }),
  );
}
