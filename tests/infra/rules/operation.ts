import { serviceNames } from '../../../local/services.ts';
import { ofType } from '../support/state.ts';
import { media, topology } from './messaging.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

/** Observability. */
export const operation: Rule[] = [
  each('logs are kept for a while, not for ever', {
    of: 'aws_cloudwatch_log_group',
    holds: ({ retention_in_days }) => retention_in_days > 0,
    spoil: (values) => {
      values.retention_in_days = 0;
    },
  }),
  together('whatever logs has a log group of ours', {
    violations: (resources) => {
      const groups = ofType(resources, 'aws_cloudwatch_log_group').map(({ values }) => values.name);
      const wanted = [
        ...ofType(resources, 'aws_lambda_function').map(
          ({ values }) => values.logging_config[0]?.log_group || `/aws/lambda/${values.function_name}`,
        ),
        ...ofType(resources, 'aws_ecs_cluster').map(({ values }) => `/aws/ecs/containerinsights/${values.name}/performance`),
        ...ofType(resources, 'aws_rds_cluster').map(({ values }) => `/aws/rds/cluster/${values.cluster_identifier}/postgresql`),
        ...ofType(resources, 'aws_ecs_task_definition').flatMap(({ values }) =>
          (JSON.parse(values.container_definitions) as Logging[]).map(
            ({ logConfiguration }) => logConfiguration?.options['awslogs-group'] ?? 'none',
          ),
        ),
      ];
      return wanted.filter((name) => !groups.includes(name));
    },
    spoil: (resources) => {
      const group = oneOf(resources, 'aws_cloudwatch_log_group', ({ name }) => name.startsWith('/aws/rds/'));
      resources.splice(resources.indexOf(group), 1);
    },
  }),
  each('the network keeps a record of all traffic', {
    of: 'aws_flow_log',
    holds: ({ traffic_type }) => traffic_type === 'ALL',
    spoil: (values) => {
      values.traffic_type = 'REJECT';
    },
  }),
  each('the gateway logs each request, without its token', {
    of: 'aws_apigatewayv2_stage',
    holds: ({ access_log_settings: [log] }) => log?.format.includes('$context.requestId') && !/authorization/i.test(log.format),
    spoil: (values) => {
      values.access_log_settings = [];
    },
  }),
  together('a dead letter rings, whoever’s it is', {
    violations: (resources) => {
      const alarms = ofType(resources, 'aws_cloudwatch_metric_alarm').map(({ values }) => JSON.stringify(values));
      return [...topology.queues, media.queue]
        .map(({ name }) => name)
        .filter(
          (name) => !alarms.some((alarm) => alarm.includes(`"queue":"${name}"`) && alarm.includes('"DeadLettersRecorded"')),
        );
    },
    spoil: (resources) => {
      const alarm = oneOf(resources, 'aws_cloudwatch_metric_alarm', ({ metric_name }) => metric_name === 'DeadLettersRecorded');
      resources.splice(resources.indexOf(alarm), 1);
    },
  }),
  together('an old message rings, in every queue', {
    violations: (resources) => {
      const alarms = ofType(resources, 'aws_cloudwatch_metric_alarm').map(({ values }) => JSON.stringify(values));
      return ofType(resources, 'aws_sqs_queue')
        .map(({ values }) => values.name)
        .filter(
          (name) => !alarms.some((alarm) => alarm.includes(`"${name}"`) && alarm.includes('ApproximateAgeOfOldestMessage')),
        );
    },
    spoil: (resources) => {
      const alarm = oneOf(resources, 'aws_cloudwatch_metric_alarm', (values) =>
        JSON.stringify(values).includes('ApproximateAgeOfOldestMessage'),
      );
      resources.splice(resources.indexOf(alarm), 1);
    },
  }),
  together('each group of routes is held to its latency and its errors', {
    violations: (resources) => {
      const alarms = ofType(resources, 'aws_cloudwatch_metric_alarm').map(
        ({ address, values }) => address + JSON.stringify(values),
      );
      return serviceNames.flatMap((service) =>
        ['TargetResponseTime', 'HTTPCode_Target_5XX_Count']
          .filter((metric) => !alarms.some((alarm) => alarm.includes(metric) && alarm.includes(`["${service}"]`)))
          .map((metric) => `${service}: ${metric}`),
      );
    },
    spoil: (resources) => {
      const alarm = oneOf(resources, 'aws_cloudwatch_metric_alarm', (values) =>
        JSON.stringify(values).includes('TargetResponseTime'),
      );
      resources.splice(resources.indexOf(alarm), 1);
    },
  }),
  together('orders that hang and orders that are undone ring', {
    violations: (resources) => {
      const alarms = JSON.stringify(ofType(resources, 'aws_cloudwatch_metric_alarm'));
      return ['OrdersOverdue', 'OrdersCancelled', 'ACUUtilization'].filter((metric) => !alarms.includes(metric));
    },
    spoil: (resources) => {
      const alarm = oneOf(resources, 'aws_cloudwatch_metric_alarm', (values) => JSON.stringify(values).includes('OrdersOverdue'));
      resources.splice(resources.indexOf(alarm), 1);
    },
  }),
  together('what AWS runs for us rings when it fails: tables, topics, CloudFront and NAT', {
    violations: (resources) => {
      const alarms = JSON.stringify(ofType(resources, 'aws_cloudwatch_metric_alarm'));
      const watched = [
        ...ofType(resources, 'aws_dynamodb_table').map(({ values }) => `"TableName":"${values.name}"`),
        ...ofType(resources, 'aws_sns_topic')
          .filter(({ values }) => !values.name.endsWith('-alarms'))
          .map(({ values }) => `"TopicName":"${values.name}"`),
        ...ofType(resources, 'aws_nat_gateway').map(({ values }) => `"NatGatewayId":"${values.id}"`),
        ...ofType(resources, 'aws_cloudfront_distribution').map(({ values }) => `"DistributionId":"${values.id}"`),
      ];
      return watched.filter((dimension) => !alarms.includes(dimension));
    },
    spoil: (resources) => {
      const alarm = oneOf(resources, 'aws_cloudwatch_metric_alarm', ({ metric_name }) => metric_name === '5xxErrorRate');
      resources.splice(resources.indexOf(alarm), 1);
    },
  }),
  each('every alarm tells somebody, and says what it means', {
    of: 'aws_cloudwatch_metric_alarm',
    holds: ({ alarm_actions, alarm_description }) => alarm_actions.length > 0 && alarm_description.length > 20,
    spoil: (values) => {
      values.alarm_actions = [];
    },
  }),
  together('everything that can carry tags says whose it is', {
    violations: (resources) =>
      resources
        .filter(({ values }) => 'tags_all' in values && values.tags_all !== null)
        // Without resources that AWS created for us, such as auto-scaling targets: all of these are ours.
        .filter(({ values }) => !['Project', 'Environment', 'ManagedBy'].every((tag) => values.tags_all[tag]))
        .map(({ address }) => address),
    spoil: (resources) => {
      oneOf(resources, 'aws_sqs_queue').values.tags_all = {};
    },
  }),
];

type Logging = { logConfiguration?: { options: Record<string, string> } };
