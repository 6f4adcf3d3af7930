/** What suppressions know the address of an alias of `subscribers` by; the same as suppressionKey of lib/channels. Null: no address. Indexed. */
export const addressKeySql = (person: string) =>
  `coalesce(${person}.email_key, lower(btrim(${person}.email) collate "C"))`;

/** The same of a text in ASCII, or of a person's id: letters beyond ASCII stay as they are, whatever the database's locale. */
export const asciiLowerSql = (text: string) => `lower(${text} collate "C")`;
