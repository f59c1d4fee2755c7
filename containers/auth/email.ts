import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { blankGlyphs, tidy } from '#shared/text/tidy.ts';

/**
 * The canonical form of an email address, equal for all its spellings: lower case, the local part in NFKC, the domain in Punycode.
 * Text that is not an address does not become one.
 */
export function canonicalEmail(said: string): string {
  const lower = tidy(said).normalize('NFKC').toLowerCase().normalize('NFC');
  const at = lower.lastIndexOf('@');
  // Both lower-case sigmas have the same capital, and which one it lowers to depends on its position.
  const plain = lower.slice(0, at).replaceAll('ς', 'Σ').replaceAll('σ', 'Σ').toLowerCase() + lower.slice(at);
  const domain = plain.slice(at + 1);
  // ASCII domains stay unchanged, so that existing accounts keep their address.
  const isForeign = at >= 0 && domain.length <= domainLengthMax && /[^ -~]/.test(domain) && hostName.test(domain);
  return isForeign ? `${plain.slice(0, at)}@${domainToASCII(domain)}` : plain;
}

/** RFC 1035, section 2.3.4. Anything longer is not a domain, and its Punycode would take long to compute. */
const domainLengthMax = 253;

/** What a host name may contain. Checked first, because `domainToASCII` would silently drop a port or a path. */
const hostName = /^[\p{L}\p{M}\p{N}\u00b7\u0375\u05f3\u05f4\p{Join_Control}\u3002\u30fb.-]+$/u;

/** An email address in any script (RFC 6531), in its canonical form. */
export const email = z
  .string()
  .overwrite(canonicalEmail)
  .max(254)
  .refine((address) => isAsciiEmail(skeletonOf(address)), 'must be an email address')
  .meta({
    format: 'email',
    description: 'Compared without regard to case, Unicode form and the form of its domain (Punycode or not)',
    example: 'ada@example.com',
  });

/** HTML's rule, and in addition: no dot at either end of the local part nor two in a row, and a top-level domain of letters. */
const isAsciiEmail = (address: string): boolean =>
  z.regexes.html5Email.test(address) && /^(?!\.|[^@]*\.[.@]).+\.[a-z]{2,}$/i.test(address);

/** An ASCII address of the same shape, for validation: letters, digits and symbols of any script are allowed wherever Latin letters are. */
function skeletonOf(address: string): string {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at).replace(visibleLetters, 'a');
  const domain = address.slice(at + 1).replace(/\.xn--[a-z0-9-]*[a-z0-9]$/, '.example');
  return `${name}@${domain}`;
}

const visibleLetters = new RegExp(
  `(?:[[\\p{L}\\p{N}\\p{S}]--[\\p{Default_Ignorable_Code_Point}\\p{ASCII}${blankGlyphs}\\ufffd]]|[a-z0-9](?=\\p{M}))` +
    '[\\p{M}--\\p{Default_Ignorable_Code_Point}]*',
  'gv',
);
