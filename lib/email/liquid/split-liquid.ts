import { Tokenizer, TypeGuards } from "liquidjs";
import { engine } from "./engine";

export type Piece = { kind: "text" | "output" | "tag"; source: string };

/** What an author typed, parted into words and Liquid; undefined when a delimiter is never closed. Whether the Liquid makes sense: parsesAsLiquid. */
export function splitLiquid(value: string): Piece[] | undefined {
  if (!value.includes("{{") && !value.includes("{%")) return value === "" ? [] : [{ kind: "text", source: value }];
  try {
    return new Tokenizer(value).readTopLevelTokens(engine("plain").options).map((token) => ({
      kind: TypeGuards.isOutputToken(token) ? "output" : TypeGuards.isTagToken(token) ? "tag" : "text",
      source: token.getText(),
    }));
  } catch {
    // The tokenizer throws for unclosed delimiters only; liquidError names what is wrong for the author.
    return undefined;
  }
}

/** Text that Liquid prints back as it stands. */
export function literalLiquid(value: string): string {
  return value.replaceAll("{", '{{ "\\u007b" }}');
}
