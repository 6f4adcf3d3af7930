export type Sender = { name: string; email: string };

/** "Ada & Co <ada@example.com>" → its parts; a bare address has no name. */
export function parseSender(text: string): Sender {
  const match = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(text);
  if (!match) return { name: "", email: text.trim() };
  const quoted = /^"(.*)"$/.exec(match[1] ?? "");
  return {
    name: quoted ? (quoted[1] ?? "").replace(/\\(.)/g, "$1") : (match[1] ?? ""),
    email: (match[2] ?? "").trim(),
  };
}

/** The form that goes into a From header: names with special characters are quoted. Empty without an address. */
export function writeSender({ name, email }: Sender): string {
  const address = email.trim();
  const shown = name.replace(/[\r\n]+/g, " ").trim();
  if (address === "" || shown === "") return address;
  const plain = /^[\p{L}\p{N} !#$%&'*+/=?^_`{|}~-]+$/u.test(shown);
  return `${plain ? shown : `"${shown.replace(/(["\\])/g, "\\$1")}"`} <${address}>`;
}
