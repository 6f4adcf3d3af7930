import pg from "pg";

const TEXT_ARRAY: number = 1009;
const parseJson = (text: string): unknown => (text === "{}" ? {} : JSON.parse(text));

/** How a claim's columns are read: as everywhere, but most people have no tags and most runs no data yet, and that costs nothing here. */
export const claimTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format !== "binary" && oid === pg.types.builtins.JSONB) return parseJson;
    const usual = pg.types.getTypeParser(oid, format);
    if (format !== "binary" && oid === TEXT_ARRAY) return (text: string): unknown => (text === "{}" ? [] : usual(text));
    return usual;
  },
};
