/** The user's settings for `npm start`, `npm run demo` and `npm run bench`; the launcher chooses everything else. */
export const launcherSettings = [
  { name: 'GATEWAY_PORT', fallback: '`8080`', meaning: 'Port of the gateway on 127.0.0.1; 0 picks a free one' },
  {
    name: 'DYNAMODB_ENDPOINT',
    fallback: 'none',
    meaning:
      'The address of a DynamoDB Local, for platforms that the bundled emulator (dynoxide) does not support; `AWS_ENDPOINT_URL_DYNAMODB` does the same',
  },
  { name: 'LOG_LEVEL', fallback: '`info`', meaning: 'Passed on to every service and function; their logs are in `.local/logs`' },
  { name: 'ORDER_DEADLINE_SECONDS', fallback: '`900`', meaning: 'Passed on to `orders`' },
  {
    name: 'STRIPE_PUBLISHABLE_KEY',
    fallback: 'none',
    meaning:
      "With a key of Stripe's test mode (`pk_test_`) the checkout shows Stripe's own card fields instead of the test cards. The stand-in for Stripe does not know the cards entered there and declines them",
  },
] as const;
