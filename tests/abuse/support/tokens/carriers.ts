import type { Forge, Mutation } from './forge.ts';

/** A valid token that arrives other than as the only bearer of an Authorization header. */
export function carriers({ good }: Forge): Mutation[] {
  const [token, other] = [good(), good()];
  const basic = `Basic ${Buffer.from(`ada:${token}`).toString('base64')}`;
  const values = [
    token,
    'Bearer',
    `Bearer  ${token}`,
    `Bearer\t${token}`,
    `Bearer ${token} x`,
    `Bearer ${token};`,
    `Bearer "${token}"`,
    `Bearer token="${token}"`,
    `Bearer=${token}`,
    `Bearer:${token}`,
    `xBearer ${token}`,
    `Bearer Bearer ${token}`,
    `Bearer,${token}`,
    `, Bearer ${token}`,
    `Bearer ${token},`,
    `Bearer ${token},${other}`,
    `Bearer ${token}, Bearer ${other}`,
    `Basic ${token}`,
    basic,
    `Token ${token}`,
    `JWT ${token}`,
    `DPoP ${token}`,
    `Digest ${token}`,
    `Beare\u00ad r ${token}`,
  ];
  const pairs = [
    [`Bearer ${token}`, 'Bearer garbage'],
    ['Bearer garbage', `Bearer ${token}`],
    [`Bearer ${token}`, `Bearer ${token}`],
    [basic, `Bearer ${token}`],
  ];
  const elsewhere = [
    'x-authorization',
    'proxy-authorization',
    'x-forwarded-authorization',
    'x-access-token',
    'cookie',
    'x-amzn-oidc-data',
  ];
  const nobody = { isNobody: true };
  return [
    ...values.map((authorization) => ({
      name: `"${authorization.replaceAll(token, '…').slice(0, 60)}"`,
      headers: { authorization },
    })),
    ...pairs.map((authorization, index) => ({ name: `two Authorization headers (${index + 1})`, headers: { authorization } })),
    ...elsewhere.map((header) => ({ name: `a token in ${header}`, headers: { [header]: `Bearer ${token}` }, ...nobody })),
    {
      name: 'a user and roles in headers',
      headers: { 'x-user-id': 'admin', 'x-roles': 'admin', 'x-amzn-apigateway-sub': 'admin' },
      ...nobody,
    },
    { name: 'nothing', headers: {}, ...nobody },
  ];
}
