import { bearing, type Forge, type Mutation } from './forge.ts';

/** Correctly signed tokens with claims that we never issue. */
export function claims({ header, claims: goodClaims, content, seal, saying }: Forge): Mutation[] {
  const now = Math.floor(Date.now() / 1000);
  const { iss, aud } = goodClaims();
  const every = (name: string, values: readonly unknown[]): Mutation[] =>
    values.map((value) => bearing(`${name} ${String(JSON.stringify(value)).slice(0, 60)}`, saying({ [name]: value })));
  const written = (name: string, number: string): Mutation =>
    bearing(
      `${name} ${number}`,
      seal(content(header, JSON.stringify({ ...goodClaims(), [name]: 'HERE' }).replace('"HERE"', number))),
    );
  const life = (name: string, iat: number, exp: number): Mutation => bearing(name, saying({ iat, exp }));
  return [
    ...every('iss', [
      undefined,
      null,
      '',
      [iss],
      `${iss}/`,
      String(iss).toUpperCase(),
      'https://elsewhere.test',
      `${iss}.attacker.test`,
    ]),
    ...every('aud', [undefined, null, '', [aud], [aud, 'another'], 'another', `${aud} another`, { [String(aud)]: true }]),
    ...every('sub', [undefined, null, '', 'admin', 7, ['018f0000-0000-7000-8000-00000000000a'], "' or 1=1 --", '__proto__']),
    ...every('jti', [undefined, null, '', 7, 'x'.repeat(65)]),
    ...every('iat', [undefined, null, String(now), now + 0.5, -1, 0, now + 86_400]),
    ...every('exp', [undefined, null, String(now + 300), now + 300.5, -1, 0, now - 1, now + 601, now + 315_360_000, [now + 300]]),
    written('exp', '1e400'),
    written('exp', '-1e400'),
    written('exp', '9007199254740993'),
    life('over for a second', now - 300, now - 1),
    life('over before it began', now + 20, now + 10),
    life('a life of no time', now, now),
    life('a life of a second too much', now, now + 601),
    life('issued in an hour', now + 3_600, now + 3_900),
    ...every('nbf', [now + 3_600, String(now), null]),
    ...every('roles', [
      undefined,
      null,
      'admin',
      { admin: true },
      ['root'],
      ['Admin'],
      ['customer', 'root'],
      [['admin']],
      [7],
      [''],
    ]),
    ...every('scope', [undefined, null, '', ['orders:read'], 'orders:read  account', ' account', 'account\torders:read', 7, {}]),
    ...['orders:delete', '*', 'ORDERS:READ', 'orders'].map((scope) =>
      bearing(`the unknown scope ${scope}`, saying({ scope }), { isNobody: true }),
    ),
    ...every('email', [7, null, {}]),
  ];
}
