import { publishers } from '#events/define-events.ts';
import { ofType, type Resource } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

/** Additional rules for a production deployment, checked against its plan, because not everything can be applied offline. */
export const production: Rule[] = [
  each('tables have deletion protection', {
    of: 'aws_dynamodb_table',
    holds: ({ deletion_protection_enabled }) => deletion_protection_enabled,
    spoil: (values) => {
      values.deletion_protection_enabled = false;
    },
  }),
  each('the database has deletion protection, and would leave a snapshot', {
    of: 'aws_rds_cluster',
    holds: ({ deletion_protection, skip_final_snapshot }) => deletion_protection && !skip_final_snapshot,
    spoil: (values) => {
      values.skip_final_snapshot = true;
    },
  }),
  together('the database has a second instance to fail over to', {
    violations: (resources) => (ofType(resources, 'aws_rds_cluster_instance').length >= 2 ? [] : ['it has not']),
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_rds_cluster_instance')), 1);
    },
  }),
  each('a bucket that is not empty is not deleted', {
    of: 'aws_s3_bucket',
    holds: ({ force_destroy }) => !force_destroy,
    spoil: (values) => {
      values.force_destroy = true;
    },
  }),
  each('images are kept', {
    of: 'aws_ecr_repository',
    holds: ({ force_delete }) => !force_delete,
    spoil: (values) => {
      values.force_delete = true;
    },
  }),
  each('a deleted secret can be restored for weeks', {
    of: 'aws_secretsmanager_secret',
    holds: ({ recovery_window_in_days }) => recovery_window_in_days >= 7,
    spoil: (values) => {
      values.recovery_window_in_days = 0;
    },
  }),
  each('a deleted key can be restored for a month', {
    of: 'aws_kms_key',
    holds: ({ deletion_window_in_days }) => deletion_window_in_days === 30,
    spoil: (values) => {
      values.deletion_window_in_days = 7;
    },
  }),
  each('the API is only reachable at its own domain', {
    of: 'aws_apigatewayv2_api',
    holds: ({ disable_execute_api_endpoint }) => disable_execute_api_endpoint,
    spoil: (values) => {
      values.disable_execute_api_endpoint = false;
    },
  }),
  each('the API’s own domain requires TLS 1.2 at least', {
    of: 'aws_apigatewayv2_domain_name',
    holds: ({ domain_name_configuration: [configuration] }) => configuration.security_policy === 'TLS_1_2',
    spoil: (values) => {
      values.domain_name_configuration[0].security_policy = 'TLS_1_0';
    },
  }),
  each('CloudFront’s own domain requires TLS 1.2 at least', {
    of: 'aws_cloudfront_distribution',
    holds: ({ aliases, viewer_certificate: [certificate] }) =>
      aliases.includes('shop.example.com') && certificate.minimum_protocol_version === 'TLSv1.2_2021',
    spoil: (values) => {
      values.viewer_certificate[0].minimum_protocol_version = 'TLSv1';
    },
  }),
  each('the catalog is cached by path, query and the requesting page, for no longer than the response allows', {
    of: 'aws_cloudfront_cache_policy',
    holds: ({ default_ttl, parameters_in_cache_key_and_forwarded_to_origin: [key] }) =>
      default_ttl === 0 &&
      key.query_strings_config[0].query_string_behavior === 'all' &&
      key.headers_config[0].headers[0].items.join() === 'Origin' &&
      key.cookies_config[0].cookie_behavior === 'none',
    spoil: (values) => {
      values.default_ttl = 86_400;
    },
  }),
  each('the load balancer uses TLS where there is a certificate', {
    of: 'aws_lb_listener',
    holds: ({ protocol, ssl_policy, certificate_arn }) => protocol === 'HTTPS' && /TLS13/.test(ssl_policy) && certificate_arn,
    spoil: (values) => {
      values.protocol = 'HTTP';
    },
  }),
  each('the gateway verifies the load balancer’s certificate', {
    of: 'aws_apigatewayv2_integration',
    where: ({ values }) => values.connection_type === 'VPC_LINK',
    holds: ({ tls_config: [tls] }) => tls?.server_name_to_verify === 'internal.example.com',
    spoil: (values) => {
      values.tls_config = [];
    },
  }),
  together('losing a zone leaves the others their own way out', {
    violations: (resources) => {
      const gateways = ofType(resources, 'aws_nat_gateway').length;
      const subnets = ofType(resources, 'aws_subnet').length;
      return gateways === 3 && subnets === 9 ? [] : [`${gateways} NAT gateways, ${subnets} subnets`];
    },
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_nat_gateway')), 1);
    },
  }),
  together('AWS Backup keeps copies for weeks', {
    violations: (resources) => {
      const rules = ofType(resources, 'aws_backup_plan').flatMap(
        ({ values }) => values.rule as { lifecycle: { delete_after: number }[] }[],
      );
      const isKept = rules.some(({ lifecycle: [life] }) => (life?.delete_after ?? 0) >= 35);
      return isKept && ofType(resources, 'aws_backup_selection').length > 0 ? [] : ['it does not'];
    },
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_backup_selection')), 1);
    },
  }),
  together('each copy is copied to another region', {
    violations: (resources) => {
      return copiesIn(resources).some((arn) => arn.includes(':us-west-2:')) ? [] : ['it is not'];
    },
    spoil: (resources) => {
      for (const { values } of ofType(resources, 'aws_backup_plan')) values.rule[0].copy_action = [];
    },
  }),
  together('those who get alarms are told when a copy to another region fails', {
    violations: (resources) => {
      const patterns = ofType(resources, 'aws_cloudwatch_event_rule').map(({ values }) => JSON.parse(values.event_pattern));
      const destinations = patterns.flatMap(({ 'detail-type': types, detail }) =>
        types.includes('Copy Job State Change') && detail.state.includes('FAILED') ? detail.destinationBackupVaultArn : [],
      );
      const isTold = ofType(resources, 'aws_cloudwatch_event_target').some(({ values }) =>
        values.rule.endsWith('-backup-copy-failed'),
      );
      return copiesIn(resources).filter((arn) => !isTold || !destinations.includes(arn));
    },
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_cloudwatch_event_target')), 1);
    },
  }),
  together('a failed backup raises an alarm, and so does a day without one', {
    violations: (resources) => {
      const metrics = ofType(resources, 'aws_cloudwatch_metric_alarm').map(({ values }) => values.metric_name);
      return ['NumberOfBackupJobsFailed', 'NumberOfBackupJobsCompleted'].filter((metric) => !metrics.includes(metric));
    },
    spoil: (resources) => {
      const isOfBackup = ({ metric_name }: Resource['values']) => metric_name === 'NumberOfBackupJobsCompleted';
      resources.splice(resources.indexOf(oneOf(resources, 'aws_cloudwatch_metric_alarm', isOfBackup)), 1);
    },
  }),
  each('the books are compared every night, on a schedule', {
    of: 'aws_scheduler_schedule',
    holds: ({ schedule_expression, schedule_expression_timezone, state }) =>
      schedule_expression === 'cron(0 3 * * ? *)' && schedule_expression_timezone === 'UTC' && state !== 'DISABLED',
    spoil: (values) => {
      values.state = 'DISABLED';
    },
  }),
  together('differing books raise an alarm, and so does two days without a comparison', {
    violations: (resources) => {
      const alarms = ofType(resources, 'aws_cloudwatch_metric_alarm').map(({ values }) => values);
      const of = (metric: string) => alarms.find(({ metric_name }) => metric_name === metric);
      const [differ, missing] = [of('Drifts'), of('ReconciliationsCompleted')];
      const isOfReconcile = [differ, missing].every((alarm) => alarm?.dimensions.service === 'reconcile');
      return [
        ...(differ?.threshold === 0 && differ.comparison_operator === 'GreaterThanThreshold' ? [] : ['a drift is silent']),
        // A run that never happens reports no data.
        ...(missing?.treat_missing_data === 'breaching' && missing.evaluation_periods === 2 ? [] : ['no run is silent']),
        ...(isOfReconcile ? [] : ['a metric that no one writes']),
      ];
    },
    spoil: (resources) => {
      const isOfRuns = ({ metric_name }: Resource['values']) => metric_name === 'ReconciliationsCompleted';
      oneOf(resources, 'aws_cloudwatch_metric_alarm', isOfRuns).values.treat_missing_data = 'ignore';
    },
  }),
  together('a service that runs on Lambda has nothing on Fargate, and one on Fargate no function', {
    violations: (resources) => {
      const functions = ofType(resources, 'aws_lambda_function').map(({ values }) => values.function_name);
      const services = ofType(resources, 'aws_ecs_service').map(({ values }) => values.name);
      const where = (service: string) => [functions, services].map((names) => names.some((name) => name.endsWith(service)));
      return [
        ...['auth', 'catalog'].filter((service) => where(service).join() !== 'true,false'),
        ...publishers.filter((service) => where(service).join() !== 'false,true'),
      ];
    },
    spoil: (resources) => {
      const service = structuredClone(oneOf(resources, 'aws_ecs_service'));
      service.values.name = 'cloudservices-prod-auth';
      resources.push(service);
    },
  }),
  together('a function that needs the database is in the network, and one that does not is not', {
    violations: (resources) =>
      ofType(resources, 'aws_lambda_function').flatMap(({ values }) => {
        const isInside = values.vpc_config.length > 0;
        return isInside === /-auth(-migrate)?$/.test(values.function_name) ? [] : [values.function_name];
      }),
    spoil: (resources) => {
      oneOf(resources, 'aws_lambda_function', ({ function_name }) => function_name.endsWith('-auth')).values.vpc_config = [];
    },
  }),
  each('at least two tasks of each service run', {
    of: 'aws_appautoscaling_target',
    holds: ({ min_capacity }) => min_capacity >= 2,
    spoil: (values) => {
      values.min_capacity = 1;
    },
  }),
];

/** The vaults that backups are copied to. */
const copiesIn = (resources: readonly Resource[]): string[] =>
  ofType(resources, 'aws_backup_plan').flatMap(({ values }) =>
    values.rule.flatMap(({ copy_action }: { copy_action: { destination_vault_arn: string }[] }) =>
      copy_action.map(({ destination_vault_arn }) => destination_vault_arn),
    ),
  );
