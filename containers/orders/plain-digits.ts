/** Replaces the digits of any script by ASCII digits, the only ones that carriers' machines read. */
export const plainDigits = (text: string): string => text.replace(/[\p{Nd}--\p{ASCII}]/gv, (digit) => String(asNumber(digit)));

/** The ten digits of a script have consecutive code points, starting at its zero. */
function asNumber(digit: string): number {
  const codePoint = digit.codePointAt(0) as number;
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (codePoint - zero) % 10;
}
