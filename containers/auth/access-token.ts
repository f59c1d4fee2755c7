import { randomUUID } from 'node:crypto';
import type { AccessClaims, AccessHeader } from '#shared/tokens/access-claims.ts';
import type { KeyRing } from '#shared/tokens/key-ring.ts';
import { scopesOfRoles } from '#shared/tokens/scopes.ts';
import type { Signer } from '#shared/tokens/signer.ts';
import { claimsOf, type Subject } from './domain.ts';

export type IssueAccessToken = (user: Subject) => Promise<string>;

/** Issues access tokens as `issuer`, for the services of `audience`. */
export function createAccessTokens({
  keys,
  issuer,
  audience,
}: {
  keys: KeyRing;
  issuer: string;
  audience: string;
}): IssueAccessToken {
  return (user) => {
    const scope = scopesOfRoles(user.roles).join(' ');
    return signToken(keys.signer(), claimsOf(user, { scope, issuer, audience, tokenId: randomUUID(), now: new Date() }));
  };
}

async function signToken(signer: Signer, claims: AccessClaims): Promise<string> {
  const header: AccessHeader = { alg: 'ES256', typ: 'at+jwt', kid: signer.kid };
  const content = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}`;
  return `${content}.${(await signer.sign(Buffer.from(content))).toString('base64url')}`;
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');
