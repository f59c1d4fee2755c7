import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { tidy } from '#shared/text/tidy.ts';

/**
 * An e-mail address in the one form that stands for all its spellings: lower case, its name in the Unicode form that looks the
 * same (NFKC), its domain as the DNS knows it (Punycode). What is no address comes out as none, too.
 */
export function canonicalEmail(said: string): string {
  const lower = tidy(said).normalize('NFKC').toLowerCase().normalize('NFC');
  const at = lower.lastIndexOf('@');
  // Both small sigmas have one capital, which becomes the one or the other by where it stands.
  const plain = lower.slice(0, at).replaceAll('ς', 'Σ').replaceAll('σ', 'Σ').toLowerCase() + lower.slice(at);
  const domain = plain.slice(at + 1);
  // ASCII is what it is already, and the accounts of before there were other domains keep theirs.
  const isForeign = at >= 0 && /[^ -~]/.test(domain) && hostName.test(domain);
  return isForeign ? `${plain.slice(0, at)}@${domainToASCII(domain)}` : plain;
}

/** What may stand in a name of the DNS: the conversion itself cuts off a port or a path. */
const hostName = /^[\p{L}\p{M}\p{N}\u00b7\u0375\u05f3\u05f4\p{Join_Control}\u3002\u30fb.-]+$/u;

/** An e-mail address of any script (RFC 6531), in its canonical form. */
export const email = z
  .string()
  .overwrite(canonicalEmail)
  .max(254)
  .refine((address) => z.email().safeParse(skeletonOf(address)).success, 'must be an e-mail address')
  .meta({
    format: 'email',
    description: 'Compared without regard to case, Unicode form and the form of its domain (Punycode or not)',
    example: 'ada@example.com',
  });

/** An address of the same form with Latin letters alone: whatever is a letter or digit of a script may stand where those may. */
function skeletonOf(address: string): string {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at).replace(visibleLetters, 'a');
  const domain = address.slice(at + 1).replace(/\.xn--[a-z0-9-]*[a-z0-9]$/, '.example');
  return `${name}@${domain}`;
}

const visibleLetters =
  /(?:[[\p{L}\p{N}]--[\p{Default_Ignorable_Code_Point}\p{ASCII}]]|[a-z0-9](?=\p{M}))[\p{M}--\p{Default_Ignorable_Code_Point}]*/gv;
