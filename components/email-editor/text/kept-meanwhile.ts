/** What somebody puts into a text before its engine has come: characters, or what was copied elsewhere. */
export type Kept = string | { html: string; text: string };

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key writes into a text; undefined for keys that do something. */
export function typedCharacter({ key, ctrlKey, metaKey, altKey }: Key): string | undefined {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey ? key : undefined;
}

/** What is pasted, which its event gives only while it lasts; undefined when there is no text in it. */
export function pastedContent(data: DataTransfer | null): Kept | undefined {
  const [html = "", text = ""] = ["text/html", "text/plain"].map((type) => data?.getData(type));
  return html === "" && text === "" ? undefined : { html, text };
}
