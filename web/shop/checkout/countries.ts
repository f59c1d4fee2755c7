// ISO 3166-1 alpha-2 codes of the countries that the form offers.
const codes =
  'AD AE AR AT AU BE BG BR CA CH CL CN CO CR CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KE KR LI LT LU LV MA MC MT MX MY NG NL NO NZ PE PH PK PL PT RO RS SA SE SG SI SK TH TR TW UA US UY VN ZA';

const names = new Intl.DisplayNames(undefined, { type: 'region' });

/** Code and name of each country, by name in the reader's language. */
export const countries: readonly (readonly [code: string, name: string])[] = codes
  .split(' ')
  .map((code) => [code, names.of(code) ?? code] as const)
  .sort(([, a], [, b]) => a.localeCompare(b));
