/**
 * Something that authors can do, and the browser tests that do it: one by mouse, one with nothing but keys. A test is named as the runner
 * prints it, "canvas.spec.ts › its title", with the title of a step of it where only that step does it. What is typed into a field
 * is typed by either; the keyboard's test also has to get there by keys.
 */
export type Point = { does: string; mouse: string; keys: string };

/** Points that the same two tests drive. */
export const doneBy = (mouse: string, keys: string, does: readonly string[]): Point[] =>
  does.map((point) => ({ does: point, mouse, keys }));
