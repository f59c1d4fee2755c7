import { plainDigits } from './plain-digits.ts';

/** A postal code without any addresses: the sandbox carrier refuses it. */
export const undeliverable = '00000';

/**
 * Whether a postal code has the form that its country's have. Blanks, hyphens, case, full width and the script of its digits do not
 * count, and neither does what says whose it is, in front: the country's own code (CH-8001, D-10115, AZ1000) or Japan's mark.
 * @param pattern the regular expression of the country's codes; without one any will do
 */
export function isPostalCodeOf(postalCode: string, country: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  const form = new RegExp(`^(?:${withoutSeparators(pattern)})$`);
  const plain = plainDigits(postalCode.normalize('NFKC')).toUpperCase().replace(/^〒/, '');
  const bare = strip(plain);
  const withoutCountry = plain.match(/^[A-Z]{1,3}[-‐-―−](.+)$/)?.[1];
  // Some forms begin with the country's code (LV-1010), which people leave out.
  const withCountry = pattern.startsWith(country) ? [`${country}${bare}`] : [];
  const withoutCode = bare.startsWith(country) ? [bare.slice(country.length)] : [];
  const candidates = [bare, strip(withoutCountry ?? bare), ...withCountry, ...withoutCode];
  return candidates.some((candidate) => form.test(candidate));
}

const strip = (text: string) => text.replace(/[\s\p{Pd}−ー.]/gu, '');

/** The pattern for codes that are written without blanks and hyphens, except those within a class such as [A-Z]. */
const withoutSeparators = (pattern: string) => pattern.replace(/\[ \\-\]|[ -](?![^[]*\])\??/g, '');
