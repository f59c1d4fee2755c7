import { createTestKey } from '../../../support/identity.ts';
import { base64url, bearing, type Forge, type Mutation } from './forge.ts';

/** Tokens whose header claims another type, or says where to get the key that should verify it. */
export function headers({ header, claims, content, seal, headed }: Forge): Mutation[] {
  const own = createTestKey();
  const ownSealed = (changes: object) => seal(content({ ...header, ...changes }, claims()), own.privateKey);
  const unencoded = `${base64url({ ...header, b64: false, crit: ['b64'] })}.${JSON.stringify(claims())}`;
  const kids = [undefined, null, '', 7, ['a'], '../../../../dev/null', '/etc/passwd', "' or 1=1 --", '__proto__', '\0', '*'];
  const elsewhere = 'https://attacker.test/keys';
  return [
    ...kids.map((kid) => bearing(`the key id ${JSON.stringify(kid)}`, headed({ kid }))),
    bearing('a key id that is an address', headed({ kid: elsewhere })),
    bearing('a key id of 1,000 letters', headed({ kid: 'A'.repeat(1_000) })),
    bearing('a key id that no one has', headed({ kid: 'A'.repeat(43) })),
    bearing('a key of its own under its own id', ownSealed({ kid: own.jwk.kid })),
    bearing('a key of its own, enclosed', ownSealed({ jwk: own.jwk })),
    bearing('a key of its own, enclosed, under its own id', ownSealed({ jwk: own.jwk, kid: own.jwk.kid })),
    bearing('a key of its own, somewhere else', ownSealed({ jku: elsewhere, kid: own.jwk.kid })),
    bearing('a good key that is somewhere else', headed({ jku: elsewhere })),
    bearing('a certificate that is somewhere else', headed({ x5u: elsewhere })),
    bearing('a certificate, enclosed', headed({ x5c: ['MIIB'] })),
    bearing('the print of a certificate', headed({ 'x5t#S256': 'A'.repeat(43) })),
    bearing('something critical that no one knows', headed({ crit: ['attack'], attack: true })),
    bearing('nothing critical', headed({ crit: [] })),
    bearing('claims that are said not to be encoded', headed({ b64: false, crit: ['b64'] })),
    bearing('claims that are not encoded', seal(unencoded)),
    bearing('claims that are said to be compressed', headed({ zip: 'DEF' })),
    bearing('a claim in its header', headed({ roles: ['admin'] })),
    ...[undefined, null, 'JWT', 'jwt', 'AT+JWT', 'application/at+jwt', 'rt+jwt', 'at+jwt ', 'dpop+jwt'].map((typ) =>
      bearing(`the type ${JSON.stringify(typ)}`, headed({ typ })),
    ),
  ];
}
