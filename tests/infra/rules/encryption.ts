import { each, type Rule } from './rule.ts';

/** What is encrypted at rest, and with which key. */
export const encryption: Rule[] = [
  each('tables are encrypted with our key', {
    of: 'aws_dynamodb_table',
    holds: ({ server_side_encryption: [encryption] }) => encryption?.enabled && isKey(encryption.kms_key_arn),
    spoil: (values) => {
      values.server_side_encryption = [];
    },
  }),
  each('queues are encrypted with our key', {
    of: 'aws_sqs_queue',
    holds: ({ kms_master_key_id }) => isKey(kms_master_key_id),
    spoil: (values) => {
      values.kms_master_key_id = '';
    },
  }),
  each('topics are encrypted with our key', {
    of: 'aws_sns_topic',
    holds: ({ kms_master_key_id }) => isKey(kms_master_key_id),
    spoil: (values) => {
      values.kms_master_key_id = '';
    },
  }),
  each('the database is encrypted with our key', {
    of: 'aws_rds_cluster',
    holds: ({ storage_encrypted, kms_key_id }) => storage_encrypted && isKey(kms_key_id),
    spoil: (values) => {
      values.storage_encrypted = false;
    },
  }),
  each('the database refuses connections without TLS', {
    of: 'aws_rds_cluster_parameter_group',
    holds: ({ parameter }) =>
      parameter.some(({ name, value }: { name: string; value: string }) => name === 'rds.force_ssl' && value === '1'),
    spoil: (values) => {
      values.parameter = [];
    },
  }),
  each('buckets are encrypted with our key', {
    of: 'aws_s3_bucket_server_side_encryption_configuration',
    holds: ({ rule: [rule] }) =>
      rule.apply_server_side_encryption_by_default[0].sse_algorithm === 'aws:kms' &&
      isKey(rule.apply_server_side_encryption_by_default[0].kms_master_key_id),
    spoil: (values) => {
      values.rule[0].apply_server_side_encryption_by_default[0].sse_algorithm = 'AES256';
    },
  }),
  each('logs are encrypted with our key', {
    of: 'aws_cloudwatch_log_group',
    // CloudFront's firewall logs are in us-east-1, where our key does not exist.
    where: ({ address }) => !address.includes('cdn_firewall'),
    holds: ({ kms_key_id }) => isKey(kms_key_id),
    spoil: (values) => {
      values.kms_key_id = '';
    },
  }),
  each('secrets are encrypted with our key', {
    of: 'aws_secretsmanager_secret',
    holds: ({ kms_key_id }) => isKey(kms_key_id),
    spoil: (values) => {
      values.kms_key_id = '';
    },
  }),
  each('images are encrypted with our key', {
    of: 'aws_ecr_repository',
    holds: ({ encryption_configuration: [encryption] }) => encryption?.encryption_type === 'KMS' && isKey(encryption.kms_key),
    spoil: (values) => {
      values.encryption_configuration = [];
    },
  }),
  each('the key for data is a new one every year', {
    of: 'aws_kms_key',
    where: ({ values }) => values.customer_master_key_spec === 'SYMMETRIC_DEFAULT',
    holds: ({ enable_key_rotation }) => enable_key_rotation,
    spoil: (values) => {
      values.enable_key_rotation = false;
    },
  }),
  each('tokens are signed with a P-256 key that does nothing else', {
    of: 'aws_kms_key',
    where: ({ name }) => name === 'tokens',
    holds: ({ customer_master_key_spec, key_usage }) =>
      customer_master_key_spec === 'ECC_NIST_P256' && key_usage === 'SIGN_VERIFY',
    spoil: (values) => {
      values.key_usage = 'ENCRYPT_DECRYPT';
    },
  }),
];

const isKey = (arn: unknown) => typeof arn === 'string' && arn.startsWith('arn:aws:kms:') && arn.includes(':key/');
