/** "1 person", "1,204 people". */
export function peopleWords(n: number): string {
  return n === 1 ? "1 person" : `${n.toLocaleString("en")} people`;
}
