import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ofType, type Resource } from '../support/state.ts';
import { each, oneOf, type Rule, statementsOf, together } from './rule.ts';

const { cors } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../infra/media.json'), 'utf8')) as { cors: Cors };

/** Pictures, from a page's form to where they are served. */
export const media: Rule[] = [
  together('catalog writes uploads to the bucket, and only the function takes them out and publishes them', {
    violations: (resources) => {
      const found = rightsIn(resources);
      return [
        ...found.filter((right) => !wanted.includes(right)),
        ...wanted.filter((right) => !found.includes(right)).map((right) => `not: ${right}`),
      ];
    },
    spoil: (resources) => {
      const policy = oneOf(resources, 'aws_iam_role_policy', (values) => values.policy.includes('/uploads/*'));
      policy.values.policy = policy.values.policy.replaceAll('/uploads/*', '/*');
    },
  }),
  each('the bucket notifies of uploads, and not of what the function writes itself', {
    of: 'aws_s3_bucket_notification',
    holds: ({ queue: queues }) =>
      queues.length > 0 &&
      queues.every(
        ({ filter_prefix, events }: { filter_prefix: string; events: string[] }) =>
          filter_prefix === 'uploads/' && events.join() === 's3:ObjectCreated:*',
      ),
    spoil: (values) => {
      values.queue[0].filter_prefix = '';
    },
  }),
  each('an unprocessed upload is gone after a day, including its old versions', {
    of: 'aws_s3_bucket_lifecycle_configuration',
    where: ({ address }) => address.startsWith('module.media_bucket.'),
    holds: ({ rule: rules }) =>
      rules.some(
        (rule: Lifecycle) =>
          rule.status === 'Enabled' &&
          rule.filter[0]?.prefix === 'uploads/' &&
          rule.expiration[0]?.days === 1 &&
          rule.noncurrent_version_expiration[0]?.noncurrent_days === 1,
      ),
    spoil: (values) => {
      values.rule = values.rule.filter((rule: Lifecycle) => rule.filter[0]?.prefix !== 'uploads/');
    },
  }),
  each('pages of origins that may call the API may post forms to the bucket, and nothing else', {
    of: 'aws_s3_bucket_cors_configuration',
    holds: ({ cors_rule: [rule, ...others] }) =>
      others.length === 0 &&
      rule.allowed_methods.join() === cors.allowMethods.join() &&
      rule.allowed_headers.join() === cors.allowHeaders.join() &&
      rule.allowed_origins.every((origin: string) => origin.startsWith('https://')),
    spoil: (values) => {
      values.cors_rule[0].allowed_methods = ['POST', 'PUT'];
    },
  }),
  each('the key for data lets a bucket send to its encrypted queue', {
    of: 'aws_kms_key',
    where: ({ address }) => address === 'aws_kms_key.data',
    holds: ({ policy }) =>
      statementsOf(policy).some(
        ({ Principal, Action, Condition }) =>
          (Principal as { Service?: string }).Service === 's3.amazonaws.com' &&
          Action.includes('kms:GenerateDataKey') &&
          Action.includes('kms:Decrypt') &&
          JSON.stringify(Condition).includes('aws:sqs:arn'),
      ),
    spoil: (values) => {
      values.policy = values.policy.replaceAll('s3.amazonaws.com', 'sqs.amazonaws.com');
    },
  }),
];

type Cors = { allowMethods: string[]; allowHeaders: string[] };
type Lifecycle = {
  status: string;
  filter: { prefix: string }[];
  expiration: { days: number }[];
  noncurrent_version_expiration: { noncurrent_days: number }[];
};

/** Who may do what with which objects of the media bucket. */
const wanted = [
  'catalog s3:PutObject uploads/*',
  'media s3:DeleteObject uploads/*',
  'media s3:GetObject uploads/*',
  'media s3:PutObject media/*',
];

const rightsIn = (resources: readonly Resource[]): string[] =>
  ofType(resources, 'aws_iam_role_policy').flatMap(({ address, values }) => {
    const [, who] = /^module\.(\w+?)(?:_function)?[.[]/.exec(address) ?? [];
    return statementsOf(values.policy).flatMap(({ Action, Resource: arns }) =>
      arns.flatMap((arn) => {
        const [, objects] = /^arn:aws:s3:::[^/]*-media-[^/]*\/(.*)$/.exec(arn) ?? [];
        return objects ? Action.map((action) => `${who} ${action} ${objects}`) : [];
      }),
    );
  });
