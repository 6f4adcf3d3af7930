/** The same value with every text that starts with a name ("@segment:Pro people") starting with what it stands for instead. */
export function withIds<Value extends object>(value: Value, ids: ReadonlyMap<string, string>): Value {
  let text = JSON.stringify(value);
  for (const [name, id] of ids) text = text.replaceAll(`"${name}`, `"${id}`);
  return JSON.parse(text);
}
