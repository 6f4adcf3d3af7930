import { onceDrawn } from "./once-drawn";

const CONTROL = ":is(input, button, textarea, [role=combobox]):not([disabled])";
const PARTS = "[data-field], [data-exits], [data-note]";

/**
 * Once the settings are drawn: puts the focus on the first control in a part of them (the first setting, unless it is said); while
 * somebody else is editing the step, on the button that lets one in all the same. Whoever has gone into a setting by themselves
 * meanwhile is left there: what they type would land elsewhere.
 */
export function focusSetting(part = "[data-field]"): void {
  const before = document.activeElement;
  onceDrawn(() => {
    const now = document.activeElement;
    if (now !== before && now?.closest(PARTS)) return;
    document.querySelector<HTMLElement>(`[data-step-lock], ${part} ${CONTROL}`)?.focus();
  });
}
