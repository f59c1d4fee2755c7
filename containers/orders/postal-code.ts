/** A postal code without any addresses: the sandbox carrier refuses it. */
export const undeliverable = '00000';

/**
 * Whether a postal code has the form that its country's have. Blanks, hyphens, case and full width do not count, and neither does
 * the country's own code in front (CH-8001, D-10115).
 * @param pattern the regular expression of the country's codes; without one any will do
 */
export function isPostalCodeOf(postalCode: string, country: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const form = new RegExp(`^(?:${withoutSeparators(pattern)})$`);
  const plain = postalCode.normalize('NFKC').toUpperCase();
  const bare = strip(plain);
  const withoutCountry = plain.match(/^[A-Z]{1,3}[-‐-―−](.+)$/)?.[1];
  // Some forms begin with the country's code (LV-1010), which people leave out.
  const withCountry = pattern.startsWith(country) ? [`${country}${bare}`] : [];
  const candidates = [bare, strip(withoutCountry ?? bare), ...withCountry];
  return candidates.some((candidate) => form.test(candidate));
}

const strip = (text: string) => text.replace(/[\s\p{Pd}−ー.]/gu, '');

/** The pattern for codes that are written without blanks and hyphens, except those within a class such as [A-Z]. */
const withoutSeparators = (pattern: string) => pattern.replace(/\[ \\-\]|[ -](?![^[]*\])\??/g, '');
