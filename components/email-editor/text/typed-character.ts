type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key writes into a text; undefined for keys that do something. */
export function typedCharacter({ key, ctrlKey, metaKey, altKey }: Key): string | undefined {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey ? key : undefined;
}
