export type DemoAccount = { role: string; email: string; password: string };

/** What someone needs to get started: the URLs, the accounts, and commands to paste that place an order. */
export function banner({ gatewayUrl, accounts }: { gatewayUrl: string; accounts: readonly DemoAccount[] }): string {
  const customer = accounts.find(({ role }) => role === 'customer');
  return `
  The shop     ${gatewayUrl}
  The console  ${gatewayUrl}/console
  The API      ${gatewayUrl}/docs

  Demo accounts, which exist on this machine only:

${accounts.map(describeAccount).join('')}${customer ? placeAnOrder(gatewayUrl, customer) : ''}
  Ctrl-C stops everything and keeps the data; \`npm start -- --fresh\` deletes the data first.
`;
}

const placeAnOrder = (gatewayUrl: string, { email, password }: DemoAccount) => `
  Or place an order and watch it settle without a browser:

SHOP=${gatewayUrl}
TOKEN=$(curl -s $SHOP/v1/auth/login -H 'content-type: application/json' \\
  -d '{"email":"${email}","password":"${password}"}' | node -p 'JSON.parse(fs.readFileSync(0)).accessToken')
PRODUCT=$(curl -s $SHOP/v1/catalog/products | node -p 'JSON.parse(fs.readFileSync(0)).items[0].productId')
curl -si $SHOP/v1/orders -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' \\
  -H "idempotency-key: $(node -p 'crypto.randomUUID()')" \\
  -d '{"lines":[{"productId":"'$PRODUCT'","quantity":1}],"paymentMethod":"pm_card_visa",
       "shipTo":{"name":"Ada Lovelace","line1":"12 St James Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"}}'
curl -s $SHOP/v1/orders -H "authorization: Bearer $TOKEN"
`;

const describeAccount = ({ role, email, password }: DemoAccount) => `    ${role.padEnd(10)}${email.padEnd(28)}${password}\n`;
