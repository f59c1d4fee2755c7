/** A text with its digits, of whatever script, as those that carriers and their machines read: 0 to 9. */
export const plainDigits = (text: string): string => text.replace(/[\p{Nd}--\p{ASCII}]/gv, (digit) => String(asNumber(digit)));

/** The ten digits of a script follow each other from its zero. */
function asNumber(digit: string): number {
  const codePoint = digit.codePointAt(0) as number;
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (codePoint - zero) % 10;
}
