/** Called when a panel or window has closed: what was given the focus by then keeps it, as when the panel led somewhere else. */
export function leavePlacedFocus(event: Event): void {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body) event.preventDefault();
}
