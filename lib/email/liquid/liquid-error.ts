import { engine } from "./engine";
import { explainLiquidError } from "./explain-error";

/** Why a text is no Liquid template, in words for its author; undefined when it is one. */
export function liquidError(source: string): string | undefined {
  if (!source.includes("{{") && !source.includes("{%")) return undefined;
  try {
    engine("plain").parse(source);
    return undefined;
  } catch (error) {
    const line = /, line:(\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
    return `${explainLiquidError(error)}${source.includes("\n") && line ? ` (line ${line})` : ""}`;
  }
}
