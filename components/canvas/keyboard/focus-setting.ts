import { onceDrawn } from "./once-drawn";

const CONTROL = ":is(input, button, textarea, [role=combobox]):not([disabled])";

/**
 * Once the settings are drawn: puts the focus on the first control in a part of them (the first setting, unless it is said); while
 * somebody else is editing the step, on the button that lets one in all the same.
 */
export function focusSetting(part = "[data-field]"): void {
  onceDrawn(() => document.querySelector<HTMLElement>(`[data-step-lock], ${part} ${CONTROL}`)?.focus());
}
