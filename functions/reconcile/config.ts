import { z } from 'zod';
import { metricsNamespace } from '#shared/config/settings.ts';

const common = {
  API_URL: z.url().meta({ description: 'The URL of our API, which is called with the operator account' }),
  METRICS_NAMESPACE: metricsNamespace,
};

export const configSchema = z.object({
  ...common,
  OPERATOR_SECRET_ARN: z.string().min(1).meta({
    description:
      'The secret with the account used to compare the books, as `{"email": "...", "password": "..."}`; it needs the role operator',
  }),
});

/** The settings where it runs outside Lambda. */
export const programSchema = z.object({
  ...common,
  OPERATOR_ACCOUNT: z.string().min(1).meta({
    description: 'The account used to compare the books, in the form of the secret `OPERATOR_SECRET_ARN`',
  }),
});
