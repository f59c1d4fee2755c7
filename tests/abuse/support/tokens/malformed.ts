import { randomBytes } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { base64url, bearing, type Forge, type Mutation, withPart } from './forge.ts';

/** Anything but three base64url parts, the first two being JSON. */
export async function malformed({ good, header, claims, content, seal, publicKey }: Forge): Promise<Mutation[]> {
  const token = good();
  const [head = '', payload = '', signature = ''] = token.split('.');
  const encrypted = new CompactEncrypt(Buffer.from(token)).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A128GCM', cty: 'JWT' });
  return [
    bearing('garbage', 'garbage'),
    bearing('a refresh token', randomBytes(32).toString('base64url')),
    bearing('three parts of nothing', '..'),
    bearing('two parts', `${head}.${payload}`),
    bearing('two parts and a dot', `${head}.${payload}.`),
    bearing('four parts', `${token}.AAAA`),
    bearing('five parts', `${token}.AAAA.AAAA`),
    bearing('encrypted to its own key', await encrypted.encrypt(publicKey)),
    bearing('no header', `.${payload}.${signature}`),
    bearing('no claims', `${head}..${signature}`),
    bearing('a dot before', `.${token}`),
    bearing('its parts turned round', `${signature}.${payload}.${head}`),
    bearing('a letter less', token.slice(0, -1)),
    bearing('a letter more', `${token}A`),
    bearing('a padded signature', `${token}==`),
    bearing(
      'a padded header',
      withPart(token, 0, (part) => `${part}=`),
    ),
    bearing(
      'a signature of the other base64',
      withPart(token, 2, () => Buffer.alloc(64, 0xfb).toString('base64')),
    ),
    bearing('a signature that is spelt in another way', withPart(token, 2, sibling)),
    bearing('all in capitals', token.toUpperCase()),
    bearing('dots that are escaped', token.replaceAll('.', '%2E')),
    bearing(
      'letters that are none of ASCII',
      withPart(token, 1, (part) => `${part}\u00e9\u00fc`),
    ),
    bearing('claims that are no JSON', seal(content(header, '{"sub":'))),
    bearing('claims that are a list', seal(content(header, [claims()]))),
    bearing('claims that are null', seal(content(header, 'null'))),
    bearing('claims that are a text', seal(content(header, JSON.stringify('claims')))),
    bearing('claims that are not UTF-8', seal(content(header, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))),
    bearing('claims of UTF-16', seal(content(header, Buffer.from(JSON.stringify(claims()), 'utf16le')))),
    bearing('a token in a token', seal(content({ ...header, cty: 'JWT' }, token))),
    bearing('a token in the claims of a token', seal(content(header, { token }))),
    bearing('a header that is a list', seal(content([header], claims()))),
    bearing('a header that is no JSON', seal(content('{', claims()))),
    bearing('JSON, and not compact', Buffer.from(JSON.stringify({ protected: head, payload, signature })).toString()),
    bearing('9,000 letters in its claims', seal(content(header, claims({ more: 'x'.repeat(6_000) }))), {}),
    bearing('64 KB in its claims', seal(content(header, claims({ more: 'x'.repeat(49_000) }))), { isTooLong: true }),
    bearing('64 KB of one letter', 'A'.repeat(65_536), { isTooLong: true }),
    bearing('claims said twice, the second time otherwise', `${head}.${base64url(twice(claims()))}.${signature}`),
    bearing('claims said twice, and the second time is over', seal(content(header, twice(claims(), { exp: 1 })))),
  ];
}

/** JSON with duplicate names; parsers keep the last one (RFC 7519, section 4). */
const twice = (claims: object, last: object = { roles: ['admin'] }) =>
  `${JSON.stringify(claims).slice(0, -1)},${JSON.stringify(last).slice(1)}`;

/** The last letter of 64 base64url-encoded bytes carries two bits; other letters decode to the same. */
function sibling(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') ^ 1];
}
