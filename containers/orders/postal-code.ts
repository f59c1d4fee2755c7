import { plainDigits } from './plain-digits.ts';

/** A postal code that no address has; the sandbox carrier refuses it. */
export const undeliverable = '00000';

/**
 * Whether a postal code matches its country's format. Ignores spaces, hyphens, case, full-width forms, the script of the digits, and
 * a leading country code (CH-8001, D-10115, L 1234, AZ1000) or Japanese postal mark. The undeliverable one belongs to no country.
 * @param pattern the regular expression of the country's postal codes; by default, any code matches
 */
export function isPostalCodeOf(postalCode: string, country: string, pattern = '.*'): boolean {
  const form = new RegExp(`^(?:${withoutSeparators(pattern)})$`);
  const plain = plainDigits(postalCode.normalize('NFKC')).toUpperCase().replace(/^〒/, '');
  const bare = strip(plain);
  // Before a blank, only the country's code or the first letter of it: in `CA 94016` and `UT 84101` they are the region.
  const [, sign = '', separator, rest] = plain.match(/^([A-Z]{1,3})([-‐-―−]|\s+)(.+)$/) ?? [];
  const withoutCountry = separator?.trim() || sign === country[0] || sign.startsWith(country) ? rest : undefined;
  // In some countries the code begins with the country code (LV-1010), which people leave out.
  const withCountry = pattern.startsWith(country) ? [`${country}${bare}`] : [];
  const withoutCode = bare.startsWith(country) ? [bare.slice(country.length)] : [];
  const candidates = [bare, strip(withoutCountry ?? bare), ...withCountry, ...withoutCode];
  return candidates.some((candidate) => candidate !== undeliverable && form.test(candidate));
}

const strip = (text: string) => text.replace(/[\s\p{Pd}−ー.]/gu, '');

/** Removes spaces and hyphens from a pattern, except within a character class such as [A-Z]. */
const withoutSeparators = (pattern: string) => pattern.replace(/\[ \\-\]|[ -](?![^[]*\])\??/g, '');
