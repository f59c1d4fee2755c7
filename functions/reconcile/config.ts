import { z } from 'zod';
import { metricsNamespace } from '#shared/config/settings.ts';

export const configSchema = z.object({
  API_URL: z.url().meta({ description: 'The address of our API, which is asked as any operator asks it' }),
  OPERATOR_EMAIL: z.email().meta({ description: 'The account in whose name the books are compared; it needs the role operator' }),
  OPERATOR_PASSWORD: z.string().min(1).meta({ description: 'Its password' }),
  METRICS_NAMESPACE: metricsNamespace,
});
