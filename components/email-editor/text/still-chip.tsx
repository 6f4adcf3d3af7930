import { ChipButton } from "./chip-button";
import type { Variable } from "./liquid-line";

/** A variable where nothing can be written yet. */
export function StillChip({ path, fallback }: Variable) {
  return (
    <span className="inline whitespace-normal">
      <ChipButton path={path} fallback={fallback} tabIndex={-1} />
    </span>
  );
}
