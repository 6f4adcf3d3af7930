import { beginningPoints } from "./beginning-points";
import { canvasPoints } from "./canvas-points";
import { commentPoints } from "./comment-points";
import { editorPoints } from "./editor-points";
import { emailPoints } from "./email-points";
import { livePoints } from "./live-points";
import type { Point } from "./point";
import { versionPoints } from "./version-points";
import { walkPoints } from "./walk-points";

/** Everything that authors can do, area by area. */
export const authoringPoints: readonly Point[] = [
  ...canvasPoints,
  ...editorPoints,
  ...versionPoints,
  ...walkPoints,
  ...livePoints,
  ...commentPoints,
  ...emailPoints,
  ...beginningPoints,
];
