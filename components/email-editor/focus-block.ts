import { focusSoon } from "./focus-soon";

/** Puts the keyboard focus on a block once it is drawn, or on the mail as a whole when the block is not there (any more). */
export function focusBlock(id: string | undefined): void {
  focusSoon(...(id === undefined ? [] : [`block-${id}`]), "mail-canvas");
}
