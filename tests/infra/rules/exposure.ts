import { ofType } from '../support/state.ts';
import { each, listed, oneOf, type Rule, respoken, statementsOf, together } from './rule.ts';

const world = ['0.0.0.0/0', '::/0'];

/** What can be reached, and by whom. */
export const exposure: Rule[] = [
  each('nothing is open to the whole world', {
    of: 'aws_vpc_security_group_ingress_rule',
    holds: ({ cidr_ipv4, cidr_ipv6 }) => !world.includes(cidr_ipv4) && !world.includes(cidr_ipv6),
    spoil: (values) => {
      values.cidr_ipv4 = '0.0.0.0/0';
    },
  }),
  together('the database is reachable only from tasks and functions', {
    violations: (resources) => {
      const allowed = ['tasks', 'functions'].map((name) => groupOf(resources, name));
      const rules = ofType(resources, 'aws_vpc_security_group_ingress_rule').filter(
        ({ values }) => values.security_group_id === groupOf(resources, 'database'),
      );
      if (rules.length === 0) return ['no rule lets anyone reach the database'];
      return rules
        .filter(
          ({ values }) =>
            !allowed.includes(values.referenced_security_group_id) || values.from_port !== 5432 || values.to_port !== 5432,
        )
        .map(({ address }) => address);
    },
    spoil: (resources) => {
      const rule = oneOf(
        resources,
        'aws_vpc_security_group_ingress_rule',
        (values) => values.security_group_id === groupOf(resources, 'database'),
      );
      rule.values.referenced_security_group_id = groupOf(resources, 'vpc_link');
    },
  }),
  together('tasks are reachable only from the load balancer, and that only from the gateway’s link', {
    violations: (resources) =>
      [
        ['tasks', 'load_balancer'],
        ['load_balancer', 'vpc_link'],
      ].flatMap(([reached = '', from = '']) => {
        const rules = ofType(resources, 'aws_vpc_security_group_ingress_rule').filter(
          ({ values }) => values.security_group_id === groupOf(resources, reached),
        );
        if (rules.length === 0) return [`nothing reaches ${reached}`];
        return rules
          .filter(({ values }) => values.referenced_security_group_id !== groupOf(resources, from))
          .map(({ address }) => address);
      }),
    spoil: (resources) => {
      const rule = oneOf(
        resources,
        'aws_vpc_security_group_ingress_rule',
        (values) => values.security_group_id === groupOf(resources, 'tasks'),
      );
      rule.values.referenced_security_group_id = groupOf(resources, 'vpc_link');
    },
  }),
  each('the VPC’s default security group allows nothing', {
    of: 'aws_default_security_group',
    holds: ({ ingress, egress }) => ingress.length === 0 && egress.length === 0,
    spoil: (values) => values.ingress.push({ protocol: '-1', self: true }),
  }),
  each('the load balancer is internal', {
    of: 'aws_lb',
    holds: ({ internal }) => internal,
    spoil: (values) => {
      values.internal = false;
    },
  }),
  each('no subnet assigns public addresses by itself', {
    of: 'aws_subnet',
    holds: ({ map_public_ip_on_launch }) => !map_public_ip_on_launch,
    spoil: (values) => {
      values.map_public_ip_on_launch = true;
    },
  }),
  each('tasks have no public address where there is NAT', {
    of: 'aws_ecs_service',
    holds: ({ network_configuration }) => network_configuration[0].assign_public_ip === false,
    spoil: (values) => {
      values.network_configuration[0].assign_public_ip = true;
    },
  }),
  each('no database instance is public', {
    of: 'aws_rds_cluster_instance',
    holds: ({ publicly_accessible }) => !publicly_accessible,
    spoil: (values) => {
      values.publicly_accessible = true;
    },
  }),
  together('the database’s subnets have no route out', {
    violations: (resources) => {
      const subnets: string[] = ofType(resources, 'aws_db_subnet_group').flatMap(({ values }) => values.subnet_ids);
      const tables = ofType(resources, 'aws_route_table_association')
        .filter(({ values }) => subnets.includes(values.subnet_id))
        .map(({ values }) => values.route_table_id);
      const routes = ofType(resources, 'aws_route').filter(({ values }) => tables.includes(values.route_table_id));
      const inline = ofType(resources, 'aws_route_table').filter(
        ({ values }) => tables.includes(values.id) && hasWayOut(values.route),
      );
      if (subnets.length === 0) return ['the database has no subnets'];
      return [...routes, ...inline].map(({ address }) => address);
    },
    spoil: (resources) => {
      const [subnet] = oneOf(resources, 'aws_db_subnet_group').values.subnet_ids;
      const association = oneOf(resources, 'aws_route_table_association');
      association.values.subnet_id = subnet;
      association.values.route_table_id = 'rtb-out';
      oneOf(resources, 'aws_route').values.route_table_id = 'rtb-out';
    },
  }),
  each('buckets block every kind of public access', {
    of: 'aws_s3_bucket_public_access_block',
    holds: (values) =>
      values.block_public_acls && values.block_public_policy && values.ignore_public_acls && values.restrict_public_buckets,
    spoil: (values) => {
      values.block_public_policy = false;
    },
  }),
  together('every bucket has a policy that denies plain HTTP, and a block of public access', {
    violations: (resources) =>
      ofType(resources, 'aws_s3_bucket').flatMap(({ address, values }) => {
        const policy = ofType(resources, 'aws_s3_bucket_policy').find((other) => other.values.bucket === values.id);
        const isBlocked = ofType(resources, 'aws_s3_bucket_public_access_block').some(
          (other) => other.values.bucket === values.id,
        );
        const denies = policy && statementsOf(policy.values.policy).some(deniesPlainText);
        return denies && isBlocked ? [] : [address];
      }),
    spoil: (resources) => {
      const policy = oneOf(resources, 'aws_s3_bucket_policy');
      const others = statementsOf(policy.values.policy).filter((statement) => !deniesPlainText(statement));
      policy.values.policy = JSON.stringify({ Version: '2012-10-17', Statement: others });
    },
  }),
  each('buckets are readable only by CloudFront’s own distribution', {
    of: 'aws_s3_bucket_policy',
    holds: ({ policy }) =>
      statementsOf(policy)
        .filter(({ Effect }) => Effect === 'Allow')
        .every(({ Principal, Condition }) => {
          const { Service } = Principal as { Service?: string };
          return Service === 'cloudfront.amazonaws.com' && JSON.stringify(Condition).includes(':distribution/');
        }),
    spoil: (values) => {
      values.policy = respoken(values.policy, { Effect: 'Allow', Principal: { AWS: '*' } });
    },
  }),
  each('CloudFront uses TLS 1.2 to the API, and redirects plain HTTP to HTTPS', {
    of: 'aws_cloudfront_distribution',
    holds: ({ default_cache_behavior, ordered_cache_behavior, origin }) =>
      [...default_cache_behavior, ...ordered_cache_behavior].every(({ viewer_protocol_policy }) =>
        /https/.test(viewer_protocol_policy),
      ) &&
      origin.every(
        ({
          custom_origin_config,
        }: {
          custom_origin_config: { origin_protocol_policy: string; origin_ssl_protocols: string[] }[];
        }) =>
          custom_origin_config.every(
            ({ origin_protocol_policy, origin_ssl_protocols }) =>
              origin_protocol_policy === 'https-only' && origin_ssl_protocols.every((protocol) => protocol === 'TLSv1.2'),
          ),
      ),
    spoil: (values) => {
      values.default_cache_behavior[0].viewer_protocol_policy = 'allow-all';
    },
  }),
  together('web ACLs protect CloudFront and the load balancer', {
    violations: (resources) => {
      const [distribution] = ofType(resources, 'aws_cloudfront_distribution');
      const balancers = ofType(resources, 'aws_wafv2_web_acl_association').map(({ values }) => values.resource_arn);
      return [
        ...(distribution?.values.web_acl_id ? [] : ['CloudFront has none']),
        ...ofType(resources, 'aws_lb').flatMap(({ address, values }) => (balancers.includes(values.arn) ? [] : [address])),
      ];
    },
    spoil: (resources) => {
      oneOf(resources, 'aws_wafv2_web_acl_association').values.resource_arn = 'arn:aws:elasticloadbalancing:another';
    },
  }),
  each('the API is open to no unnamed origin', {
    of: 'aws_apigatewayv2_api',
    holds: ({ cors_configuration }) =>
      cors_configuration.every(
        ({ allow_origins }: { allow_origins: string[] | null }) => !listed(allow_origins ?? []).includes('*'),
      ),
    spoil: (values) => {
      values.cors_configuration = [{ allow_origins: ['*'] }];
    },
  }),
];

type Resources = Parameters<Rule['violations']>[0];

/** The security group of a layer, found by the last part of its address or name. */
function groupOf(resources: Resources, layer: string): string {
  const groups = ofType(resources, 'aws_security_group');
  const group = groups.find(({ name, index }) => name === layer || index === layer);
  if (!group) throw new Error(`there is no security group of ${layer}`);
  return group.values.id;
}

const hasWayOut = (routes: { gateway_id?: string; nat_gateway_id?: string }[] = []) =>
  routes.some(({ gateway_id, nat_gateway_id }) => gateway_id || nat_gateway_id);

const deniesPlainText = ({ Effect, Condition }: ReturnType<typeof statementsOf>[number]) =>
  Effect === 'Deny' && JSON.stringify(Condition ?? {}).includes('"aws:SecureTransport":"false"');
