/**
 * The sum of numbers as their decimal texts say, rounded once at the end and kept within what a double holds: what PostgreSQL's
 * `sum(numeric)::float8` gives, whatever the order. 0 for none.
 */
export function exactSum(numbers: readonly number[]): number {
  if (numbers.every((n) => Number.isSafeInteger(n)) && numbers.length < 1_000) {
    const plain = numbers.reduce((sum, n) => sum + n, 0);
    if (Number.isSafeInteger(plain)) return plain;
  }
  const parts = numbers.map(decimalOf);
  const exponent = parts.reduce((least, part) => Math.min(least, part.exponent), 0);
  const total = parts.reduce((sum, part) => sum + part.digits * 10n ** BigInt(part.exponent - exponent), 0n);
  const sum = Number(`${total}e${exponent}`);
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, sum));
}

/** A number as digits × 10^exponent, by its shortest text: the one that JSON carries. */
function decimalOf(n: number): { digits: bigint; exponent: number } {
  const [mantissa = "0", power = "0"] = String(n).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(`${whole}${fraction}`), exponent: Number(power) - fraction.length };
}
