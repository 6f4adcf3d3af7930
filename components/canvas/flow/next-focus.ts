import type { Scene, SceneStep } from "./scene";

export type Direction = "up" | "down" | "left" | "right";

/**
 * The step that an arrow key goes to. Down follows the first exit, where no way leads on also one that leads back or elsewhere, as its
 * chip does; up the way one came; left and right go to the nearest step at about the same height. Undefined when there is none.
 */
export function nextFocus(scene: Scene, from: string, direction: Direction): string | undefined {
  switch (direction) {
    case "down":
      return first(scene.edges, from)?.to ?? first(scene.ends, from)?.backTo;
    case "up":
      return scene.edges.find((edge) => edge.to === from)?.from;
    case "left":
      return beside(scene, from, -1);
    case "right":
      return beside(scene, from, 1);
  }
}

function first<Exit extends { from: string; index: number }>(exits: readonly Exit[], from: string): Exit | undefined {
  return exits.filter((exit) => exit.from === from).sort((a, b) => a.index - b.index)[0];
}

/** Steps further away in height than this are not beside one another. */
const SAME_HEIGHT_PX = 90;

function beside(scene: Scene, from: string, sign: 1 | -1): string | undefined {
  const here = scene.steps.find((step) => step.id === from);
  if (!here) return undefined;
  const distance = (step: SceneStep) => Math.abs(step.x - here.x) + 2 * Math.abs(step.y - here.y);
  return scene.steps
    .filter((step) => (step.x - here.x) * sign > 0 && Math.abs(step.y - here.y) <= SAME_HEIGHT_PX)
    .sort((a, b) => distance(a) - distance(b))[0]?.id;
}
