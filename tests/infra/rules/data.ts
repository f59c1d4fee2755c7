import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ofType } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

type Table = { name: string; timeToLive?: string; partitionKey: string; sortKey?: string; indexes?: { name: string }[] };
const tables = JSON.parse(readFileSync(join(import.meta.dirname, '../../../infra/tables.json'), 'utf8')) as Table[];

/** What is stored, and how it can be restored. */
export const data: Rule[] = [
  together('the tables are those that the code declares, with their keys and indexes', {
    violations: (resources) => {
      const found = ofType(resources, 'aws_dynamodb_table');
      const wrong = tables.filter(({ name, partitionKey, sortKey, indexes = [] }) => {
        const table = found.find(({ values }) => values.name.endsWith(`-${name}`))?.values;
        const isSame = table?.hash_key === partitionKey && (table?.range_key || undefined) === sortKey;
        return (
          !isSame ||
          indexes.some(
            (index) =>
              !table.global_secondary_index.some((other: Index) => other.name === index.name && other.projection_type === 'ALL'),
          )
        );
      });
      return [...wrong.map(({ name }) => name), ...(found.length === tables.length ? [] : [`${found.length} tables`])];
    },
    spoil: (resources) => {
      oneOf(resources, 'aws_dynamodb_table', ({ name }) => name.endsWith('-products')).values.global_secondary_index = [];
    },
  }),
  each('tables can be set back to any second of the last weeks', {
    of: 'aws_dynamodb_table',
    holds: ({ point_in_time_recovery: [recovery] }) => recovery?.enabled,
    spoil: (values) => {
      values.point_in_time_recovery = [{ enabled: false }];
    },
  }),
  each('nothing in a table expires but what its schema says: a tombstone that goes would let a late message act', {
    of: 'aws_dynamodb_table',
    holds: ({ name, ttl }) => {
      const expires = tables.find((table) => name.endsWith(`-${table.name}`))?.timeToLive;
      const enabled = (ttl as Ttl[]).filter((each) => each.enabled).map(({ attribute_name }) => attribute_name);
      return enabled.join() === (expires ?? '');
    },
    spoil: (values) => {
      values.ttl = [{ enabled: true, attribute_name: 'another' }];
    },
  }),
  each('tables are paid by the request', {
    of: 'aws_dynamodb_table',
    holds: ({ billing_mode }) => billing_mode === 'PAY_PER_REQUEST',
    spoil: (values) => {
      values.billing_mode = 'PROVISIONED';
    },
  }),
  each('services sign in to the database with IAM', {
    of: 'aws_rds_cluster',
    holds: ({ iam_database_authentication_enabled }) => iam_database_authentication_enabled,
    spoil: (values) => {
      values.iam_database_authentication_enabled = false;
    },
  }),
  each('the administrator’s password is RDS’s own, in no state', {
    of: 'aws_rds_cluster',
    holds: ({ manage_master_user_password, master_password }) => manage_master_user_password && !master_password,
    spoil: (values) => {
      values.master_password = 'secret';
    },
  }),
  each('the database is backed up every day', {
    of: 'aws_rds_cluster',
    holds: ({ backup_retention_period }) => backup_retention_period >= 1,
    spoil: (values) => {
      values.backup_retention_period = 0;
    },
  }),
  each('objects that are overwritten or deleted can be had back for a while', {
    of: 'aws_s3_bucket_versioning',
    holds: ({ versioning_configuration: [versioning] }) => versioning.status === 'Enabled',
    spoil: (values) => {
      values.versioning_configuration[0].status = 'Suspended';
    },
  }),
  together('every bucket forgets old versions and unfinished uploads', {
    violations: (resources) =>
      ofType(resources, 'aws_s3_bucket').flatMap(({ address, values }) => {
        const rules = ofType(resources, 'aws_s3_bucket_lifecycle_configuration')
          .filter((other) => other.values.bucket === values.id)
          .flatMap((other) => other.values.rule as Lifecycle[]);
        const forgets =
          rules.some((rule) => rule.abort_incomplete_multipart_upload?.length) &&
          rules.some((rule) => rule.noncurrent_version_expiration?.length);
        return forgets ? [] : [address];
      }),
    spoil: (resources) => {
      oneOf(resources, 'aws_s3_bucket_lifecycle_configuration').values.rule = [];
    },
  }),
  together('the Stripe key is nowhere in the state', {
    violations: (resources) => (JSON.stringify(resources).includes('sk_test_applied') ? ['it is'] : []),
    spoil: (resources) => {
      oneOf(resources, 'aws_secretsmanager_secret_version').values.secret_string = 'sk_test_applied';
    },
  }),
];

type Index = { name: string; projection_type: string };
type Ttl = { enabled: boolean; attribute_name: string };
type Lifecycle = { abort_incomplete_multipart_upload?: unknown[]; noncurrent_version_expiration?: unknown[] };
