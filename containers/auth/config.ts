import { z } from 'zod';
import { cognitoIsWhole, postgresSettings, serviceSettings, table } from '#shared/config/settings.ts';
import { addressHeaders } from '#shared/http/client-address.ts';
import { signingKeys } from '#shared/tokens/signing-keys.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    REVOCATIONS_TABLE: table('access tokens that are over before their time'),
    SIGNING_KEYS: signingKeys.meta({
      description:
        'The P-256 keys that sign access tokens, separated by commas, each as `<key>@<moment from which it signs>`: id or ARN of a KMS key (ECC_NIST_P256), or `file:/...` with the path of a PEM file; the moment in UTC, such as 2030-01-31T12:00:00Z. The newest whose moment has come signs',
    }),
    CDN_SECRET: z
      .string()
      .regex(/^[^,]{32,}(,[^,]{32,})*$/, 'must be of 32 characters at least')
      .optional()
      .meta({
        description:
          'What the distribution sends with each request to prove that it is the one, so that the address which it says a request comes from is believed. Without it the address is the one that the gateway saw. Several, separated by commas, are believed while one follows another. The authorizer refuses what comes without, if it has one',
      }),
    CLIENT_ADDRESS_HEADER: z.enum(addressHeaders).default('x-client-address').meta({
      description:
        'Where the one in front says what address a request comes from: API Gateway in the first, overwriting what was there; a load balancer that is asked directly as the last in the second',
    }),
  })
  .refine(...cognitoIsWhole);
