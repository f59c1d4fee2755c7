import { z } from 'zod';
import { metricsNamespace } from '#shared/config/settings.ts';

export const configSchema = z.object({
  API_URL: z.url().meta({ description: 'The address of our API, which is asked as any operator asks it' }),
  OPERATOR_SECRET_ARN: z.string().min(1).meta({
    description:
      'The secret with the account in whose name the books are compared, as `{"email": "...", "password": "..."}`; it needs the role operator',
  }),
  METRICS_NAMESPACE: metricsNamespace,
});
