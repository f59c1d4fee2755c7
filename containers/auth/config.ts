import { z } from 'zod';
import { cdnSettings, cognitoIsWhole, postgresSettings, serviceSettings, table } from '#shared/config/settings.ts';
import { addressHeaders } from '#shared/http/client-address.ts';
import { signingKeys } from '#shared/tokens/signing-keys.ts';

export const configSchema = z
  .object({
    ...serviceSettings,
    ...postgresSettings,
    REVOCATIONS_TABLE: table('revoked access tokens'),
    SIGNING_KEYS: signingKeys.meta({
      description:
        'The P-256 keys that sign access tokens, separated by commas, each as `<key>@<time from which it signs>`: the id, ARN or alias of a KMS key (ECC_NIST_P256), or `file:/...` with the path of a PEM file; the time in UTC, such as 2030-01-31T12:00:00Z. The key whose time passed most recently signs',
    }),
    ...cdnSettings,
    CLIENT_ADDRESS_HEADER: z.enum(addressHeaders).default('x-client-address').meta({
      description:
        'Header in which the proxy in front sends the client address: API Gateway sets `x-client-address` and overwrites what the client sent, a load balancer that is called directly appends to `x-forwarded-for`',
    }),
  })
  .refine(...cognitoIsWhole);
