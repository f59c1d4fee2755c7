import { serviceNames } from '../../../local/services.ts';

const account = '123456789012';
const images: Record<string, string> = Object.fromEntries(
  serviceNames.map((service) => [service, `${account}.dkr.ecr.us-east-1.amazonaws.com/cloudservices-test-${service}:v1`]),
);

/**
 * Variables of a deployment with everything that the emulator supports. It has no AWS Backup selections and no API Gateway
 * domains: those are tested on a plan.
 */
export const deployment = () => ({
  aws_account_id: account,
  aws_region: 'us-east-1',
  environment: 'test',
  stripe_api_key: 'sk_test_applied',
  stripe_publishable_key: 'pk_test_applied',
  carrier_url: 'https://carrier.example',
  images,
  interface_endpoints: ['sqs', 'kms'],
  cors_allow_origins: ['https://shop.example.com'],
  night: {},
  spot_percent: 50,
  alarm_emails: ['operator@example.com'],
  monthly_budget_usd: 500,
  signing_keys: { spring: '2020-03-01T00:00:00Z', autumn: '2020-09-01T00:00:00Z' },
  backup_plan: false,
});

/** Variables of a production-like deployment, with what the emulator lacks: it can only be planned. */
export const production = () => ({
  aws_account_id: account,
  aws_region: 'us-east-1',
  environment: 'prod',
  carrier_url: 'https://carrier.example',
  images,
  zone_count: 3,
  nat_gateways: 'per_zone',
  api_domain: { name: 'api.example.com', zone_id: 'Z0123456789ABCDEFGHIJ', alone: true },
  cdn_domain: { name: 'shop.example.com', zone_id: 'Z0123456789ABCDEFGHIJ' },
  internal_certificate: {
    arn: `arn:aws:acm:us-east-1:${account}:certificate/11111111-2222-3333-4444-555555555555`,
    server_name: 'internal.example.com',
  },
  auth_compute: 'lambda',
  catalog_compute: 'lambda',
  tracing_sidecar: true,
  reconcile_at: 'cron(0 3 * * ? *)',
  backup_copy: { vault_arn: `arn:aws:backup:us-west-2:${account}:backup-vault:copies` },
  alarm_emails: ['operator@example.com'],
  monthly_budget_usd: 1000,
});
