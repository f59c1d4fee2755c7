import { ofType, type Resource } from '../support/state.ts';
import { each, oneOf, type Rule, respoken, statementsOf, together } from './rule.ts';

/** Who may do what. */
export const permissions: Rule[] = [
  each('no role has wildcard actions', {
    of: 'aws_iam_role_policy',
    holds: ({ policy }) => statementsOf(policy).every(({ Action }) => Action.every((action) => !action.includes('*'))),
    spoil: (values) => {
      values.policy = respoken(values.policy, { Action: 'dynamodb:*' });
    },
  }),
  each('a role has all resources only for actions that AWS cannot restrict', {
    of: 'aws_iam_role_policy',
    holds: ({ policy }) =>
      statementsOf(policy)
        .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource.includes('*'))
        .every(({ Action }) => Action.every((action) => withoutArn.includes(action))),
    spoil: (values) => {
      values.policy = respoken(values.policy, { Action: 'dynamodb:PutItem', Resource: '*' });
    },
  }),
  together('only its own service publishes to a topic', {
    violations: (resources) =>
      ofType(resources, 'aws_sns_topic')
        .filter(({ values }) => !values.name.endsWith('-alarms'))
        .flatMap(({ values, address }) => {
          const publishers = rolesThatMay(resources, 'sns:Publish', values.arn);
          return publishers.length === 1 && publishers[0] === values.name ? [] : [`${address}: ${publishers}`];
        }),
    spoil: (resources) => {
      const [orders, billing] = ['orders', 'billing'].map((name) =>
        oneOf(resources, 'aws_sns_topic', ({ name: topic }) => topic.endsWith(`-${name}`)),
      );
      const policy = policyThatNames(resources, 'sns:Publish', billing?.values.arn);
      policy.values.policy = policy.values.policy.replaceAll(billing?.values.arn, orders?.values.arn);
    },
  }),
  together('each queue is consumed only by its own consumer', {
    violations: (resources) =>
      ofType(resources, 'aws_sqs_queue')
        .filter(({ values }) => !values.name.endsWith('-dlq'))
        .flatMap(({ values, address }) => {
          const consumers = rolesThatMay(resources, 'sqs:ReceiveMessage', values.arn);
          return consumers.length === 1 && consumers[0] === values.name ? [] : [`${address}: ${consumers}`];
        }),
    spoil: (resources) => {
      const [orders, billing] = ['orders', 'billing'].map((name) =>
        oneOf(resources, 'aws_sqs_queue', ({ name: queue }) => queue.endsWith(`-${name}`)),
      );
      const policy = policyThatNames(resources, 'sqs:ReceiveMessage', billing?.values.arn);
      policy.values.policy = policy.values.policy.replaceAll(`"${billing?.values.arn}"`, `"${orders?.values.arn}"`);
    },
  }),
  together('each dead-letter queue is consumed only by its recorder', {
    violations: (resources) =>
      ofType(resources, 'aws_sqs_queue')
        .filter(({ values }) => values.name.endsWith('-dlq'))
        .flatMap(({ values, address }) => {
          const takers = rolesThatMay(resources, 'sqs:ReceiveMessage', values.arn);
          return takers.length === 1 && takers[0]?.endsWith('-dead-letters') ? [] : [`${address}: ${takers}`];
        }),
    spoil: (resources) => {
      const [orders, billing] = ['orders', 'billing'].map((name) =>
        oneOf(resources, 'aws_sqs_queue', ({ name: queue }) => queue.endsWith(`-${name}-dlq`)),
      );
      // A consumer parks in one of them; the recorder's policy names all.
      const policy = policyThatNames(resources, orders?.values.arn, billing?.values.arn);
      policy.values.policy = policy.values.policy.replaceAll(`"${billing?.values.arn}"`, '"arn:aws:sqs:eu-central-1:1:none"');
    },
  }),
  together('each service signs in to the database only under its own name', {
    violations: (resources) =>
      ofType(resources, 'aws_iam_role_policy').flatMap(({ values, address }) =>
        statementsOf(values.policy)
          .filter(({ Action }) => Action.includes('rds-db:connect'))
          .flatMap(({ Resource }) => Resource)
          .filter((arn) => !serviceOf(resources, values.role).endsWith(`-${arn.split('/').at(-1)}`))
          .map((arn) => `${address}: ${arn}`),
      ),
    spoil: (resources) => {
      const policy = oneOf(
        resources,
        'aws_iam_role_policy',
        ({ policy }) => policy.includes('rds-db:connect') && policy.includes('/orders"'),
      );
      policy.values.policy = policy.values.policy.replaceAll('/orders"', '/billing"');
    },
  }),
  together('orders only reads other services’ tables', {
    violations: (resources) => {
      const mayWrite = (table: string) => rolesThatMay(resources, /^dynamodb:(Put|Update|Delete|BatchWrite|Transact)/, table);
      return ofType(resources, 'aws_dynamodb_table').flatMap(({ values }) =>
        mayWrite(values.arn)
          // orders records what operators do in the dead letters; timelines have a rule of their own.
          .filter((role) => role.endsWith('-orders') && !/-(dead-letters|timeline)$/.test(values.name))
          .map((role) => `${role} may write ${values.name}`),
      );
    },
    spoil: (resources) => {
      const policy = policyThatNames(resources, 'ReadTablesForOrders');
      policy.values.policy = policy.values.policy.replaceAll('dynamodb:BatchGetItem', 'dynamodb:PutItem');
    },
  }),
  together('orders reads and removes timelines, and writes none', {
    violations: (resources) =>
      ofType(resources, 'aws_dynamodb_table')
        .filter(({ values }) => values.name.endsWith('-timeline'))
        .flatMap(({ values }) => rolesThatMay(resources, /^dynamodb:(Put|Update|BatchWrite|Transact)/, values.arn))
        .filter((role) => role.endsWith('-orders')),
    spoil: (resources) => {
      const policy = policyThatNames(resources, 'ReadAndRemoveTimeline');
      policy.values.policy = policy.values.policy.replaceAll('dynamodb:DeleteItem', 'dynamodb:PutItem');
    },
  }),
  together('no two tasks or functions share a role', {
    violations: (resources) => {
      const roles = [
        ...ofType(resources, 'aws_ecs_task_definition').flatMap(({ values }) => [
          values.task_role_arn,
          values.execution_role_arn,
        ]),
        ...ofType(resources, 'aws_lambda_function').map(({ values }) => values.role),
      ];
      return roles.filter((role, index) => !role || roles.indexOf(role) !== index).map(String);
    },
    spoil: (resources) => {
      const [first, second] = ofType(resources, 'aws_ecs_task_definition');
      if (first && second) first.values.task_role_arn = second.values.task_role_arn;
    },
  }),
  each('only AWS services and this account can assume the roles', {
    of: 'aws_iam_role',
    holds: ({ assume_role_policy }) =>
      statementsOf(assume_role_policy).every(({ Principal, Condition }) => {
        const { Service, ...others } = Principal as Record<string, string>;
        return (
          Service &&
          Object.keys(others).length === 0 &&
          (Service.startsWith('lambda.') || JSON.stringify(Condition ?? {}).includes('aws:SourceAccount'))
        );
      }),
    spoil: (values) => {
      values.assume_role_policy = respoken(values.assume_role_policy, { Principal: { AWS: 'arn:aws:iam::999999999999:root' } });
    },
  }),
  each('a key is usable only through the service that it encrypts for', {
    of: 'aws_iam_role_policy',
    holds: ({ policy }) =>
      statementsOf(policy)
        .filter(
          ({ Effect, Action }) =>
            Effect === 'Allow' && Action.some((action) => /^kms:(Decrypt|Encrypt|GenerateDataKey)/.test(action)),
        )
        .every(({ Condition }) =>
          /"kms:(ViaService|EncryptionContext:aws:lambda:FunctionArn)"/.test(JSON.stringify(Condition ?? {})),
        ),
    spoil: (values) => {
      values.policy = respoken(values.policy, { Action: 'kms:Decrypt', Condition: {} });
    },
  }),
  each('only migrations know the database administrator', {
    of: 'aws_ecs_task_definition',
    holds: ({ container_definitions }) =>
      containersIn(container_definitions).every(
        ({ name, secrets = [] }) => name === 'migrate' || secrets.every(({ valueFrom }) => !valueFrom.includes('rds')),
      ),
    spoil: (values) => {
      const containers = containersIn(values.container_definitions);
      for (const container of containers)
        container.secrets = [{ name: 'PGPASSWORD', valueFrom: 'arn:aws:secretsmanager:x:y:secret:rds!cluster' }];
      values.container_definitions = JSON.stringify(containers.filter(({ name }) => name !== 'migrate'));
    },
  }),
  together('queues take messages only from the topics that they subscribe to, or from the bucket that notifies them', {
    violations: (resources) =>
      ofType(resources, 'aws_sqs_queue').flatMap(({ address, values }) => {
        const subscribed = [
          ...ofType(resources, 'aws_sns_topic_subscription')
            .filter((other) => other.values.endpoint === values.arn || other.values.redrive_policy?.includes(`"${values.arn}"`))
            .map((other) => other.values.topic_arn),
          ...ofType(resources, 'aws_s3_bucket_notification')
            .filter((other) => other.values.queue.some(({ queue_arn }: { queue_arn: string }) => queue_arn === values.arn))
            .map((other) => `arn:aws:s3:::${other.values.bucket}`),
        ];
        const policy =
          values.policy ||
          ofType(resources, 'aws_sqs_queue_policy').find((other) => other.values.queue_url === values.url)?.values.policy;
        const allowed = statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
        const sources = allowed.flatMap(({ Condition = {} }) =>
          Object.values(Condition).flatMap((test) => [test['aws:SourceArn'] ?? []].flat()),
        );
        const isExact = new Set(sources).size === new Set(subscribed).size && subscribed.every((arn) => sources.includes(arn));
        return isExact && allowed.every(({ Condition }) => Condition) ? [] : [address];
      }),
    spoil: (resources) => {
      const queue = oneOf(resources, 'aws_sqs_queue', ({ policy }) => policy);
      const statements = statementsOf(queue.values.policy);
      const open = statements.map(({ Condition, ...rest }) => (rest.Effect === 'Allow' ? rest : { ...rest, Condition }));
      queue.values.policy = JSON.stringify({ Version: '2012-10-17', Statement: open });
    },
  }),
];

// AWS supports no resource-level permissions for these.
const withoutArn = [
  'cloudwatch:GetMetricData',
  'ecr:GetAuthorizationToken',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

type Resources = Parameters<Rule['violations']>[0];

/** The names, such as `cloudservices-dev-orders`, whose role may do this to that. */
function rolesThatMay(resources: Resources, action: string | RegExp, arn: string): string[] {
  const matches = (given: string) => (typeof action === 'string' ? covers(given, action) : action.test(given));
  const may = ({ values }: Resource) =>
    statementsOf(values.policy).some(
      ({ Effect, Action, Resource }) =>
        Effect === 'Allow' && Action.some(matches) && Resource.some((given) => covers(given, arn)),
    );
  return [
    ...new Set(
      ofType(resources, 'aws_iam_role_policy')
        .filter(may)
        .map(({ values }) => serviceOf(resources, values.role)),
    ),
  ];
}

/** Whether an IAM pattern covers a name. */
const covers = (pattern: string, name: string) => {
  const texts = pattern.split('*').map((text) => text.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${texts.join('.*')}$`).test(name);
};

/** Whose role it is: the name of the task definition's family, or of the function. */
function serviceOf(resources: Resources, roleName: string): string {
  const ends = (arn: string) => arn?.endsWith(`/${roleName}`);
  const task = ofType(resources, 'aws_ecs_task_definition').find(
    ({ values }) => ends(values.task_role_arn) || ends(values.execution_role_arn),
  );
  const lambda = ofType(resources, 'aws_lambda_function').find(({ values }) => ends(values.role));
  return task?.values.family ?? lambda?.values.function_name ?? roleName;
}

const policyThatNames = (resources: Resources, ...texts: (string | undefined)[]): Resource =>
  oneOf(resources, 'aws_iam_role_policy', ({ policy }) => texts.every((text) => policy.includes(text)));

type Container = { name: string; secrets?: { name: string; valueFrom: string }[] };

const containersIn = (definitions: string): Container[] => JSON.parse(definitions);
