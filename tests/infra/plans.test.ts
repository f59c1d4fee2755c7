import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Plan as CostPlan, inventoryOf } from '../../local/cost/read-plan.ts';
import { notEstimated } from '../../local/cost/resource-types.ts';
import { inventoryFile } from '../../local/cost/scenarios.ts';
import { serviceNames } from '../../local/services.ts';
import { production as rules } from './rules/production.ts';
import { deployment, production } from './support/deployment.ts';
import { useMoto } from './support/moto.ts';
import { ofType, type Plan, plannedResources, type Resource } from './support/state.ts';
import { createTerraform, type Terraform, writeVariables } from './support/terraform.ts';

const moto = useMoto();
let terraform: Terraform;

beforeAll(async () => {
  terraform = await createTerraform({ env: moto.env, built: true });
});

afterAll(() => terraform?.remove());

/** The latest plan. */
let plan: Plan & CostPlan;

/** Plans with these variables. Returns the resources that would exist then. */
async function planned(variables: object, args: string[] = []): Promise<Resource[]> {
  await writeVariables(terraform.folder, variables);
  await terraform.run(['plan', '-out=plan', '-no-color', ...args]);
  plan = await terraform.json(['show', '-json', 'plan']);
  return plannedResources(plan);
}

describe('a plan for production', () => {
  let resources: Resource[];

  beforeAll(async () => {
    resources = await planned(production());
  });

  it('contains nothing that costs money and is unknown to the estimate', () => {
    expect(notEstimated(inventoryOf(plan))).toEqual([]);
  });

  it.each(rules)('$title', ({ violations }) => {
    expect(violations(resources)).toEqual([]);
  });

  it.each(rules)('would fail if broken: $title', ({ violations, spoil }) => {
    const spoiled = structuredClone(resources);
    spoil(spoiled);
    expect(violations(spoiled)).not.toEqual([]);
  });
});

describe('a plan for developers, with terraform.tfvars.example', () => {
  let resources: Resource[];

  beforeAll(async () => {
    resources = await planned({}, ['-var-file=../terraform.tfvars.example', '-var=aws_region=us-east-1']);
  });

  it('is the one described in docs/cost.md', async () => {
    expect(inventoryOf(plan)).toEqual(JSON.parse(await readFile(inventoryFile('dev'), 'utf8')));
  });

  it('has no NAT gateway, so its tasks have public addresses', () => {
    expect(ofType(resources, 'aws_nat_gateway')).toEqual([]);
    const services = ofType(resources, 'aws_ecs_service').map(({ values }) => values.network_configuration[0].assign_public_ip);
    expect(services).toEqual(Array(6).fill(true));
  });

  it('builds an image for each service', () => {
    const pushes = ofType(resources, 'terraform_data').filter(({ address }) => address.startsWith('module.image'));
    expect(pushes).toHaveLength(6);
  });

  it('has no firewall, no backup plan, and a database that can pause', () => {
    expect(ofType(resources, 'aws_wafv2_web_acl')).toEqual([]);
    expect(ofType(resources, 'aws_backup_plan')).toEqual([]);
    const [cluster] = ofType(resources, 'aws_rds_cluster');
    expect(cluster?.values.serverlessv2_scaling_configuration).toMatchObject([
      { min_capacity: 0, seconds_until_auto_pause: 600 },
    ]);
  });

  it('rolls out as before there were canaries: nothing that lives has another address, and nothing is of CodeDeploy', () => {
    const addresses = resources.map(({ address }) => address);
    const kept = ['aws_ecs_service.this[0]', 'aws_lb_target_group.this', 'aws_lb_listener_rule.this'];
    expect(addresses).toEqual(expect.arrayContaining(kept.map((address) => `module.orders.${address}`)));
    expect(addresses.filter((address) => /codedeploy|canary|green|rollout/.test(address))).toEqual([]);
  });

  it('stops its tasks at night', () => {
    expect(ofType(resources, 'aws_appautoscaling_scheduled_action')).toHaveLength(12);
  });
});

describe('a plan of environments/prod.tfvars', () => {
  const cdn_domain = { name: 'shop.example.com', zone_id: 'Z0123456789ABCDEFGHIJ' };
  let resources: Resource[];

  beforeAll(async () => {
    const kubernetes = { cluster_name: 'shops', security_group_id: 'sg-0123456789abcdef0' };
    const here = { aws_account_id: '123456789012', aws_region: 'us-east-1', reconcile_at: 'cron(0 3 * * ? *)' };
    const values = Object.entries({ ...here, cdn_domain, kubernetes }).map(
      ([name, value]) => `-var=${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    resources = await planned({}, ['-var-file=../environments/prod.tfvars', ...values]);
  });

  it('puts the boundary on every role, without which the deploying role could not create it', () => {
    const roles = ofType(resources, 'aws_iam_role').map(({ values }) => values.permissions_boundary);
    expect(new Set(roles)).toEqual(new Set(['arn:aws:iam::222222222222:policy/cloudservices-workload-boundary']));
  });

  it('accepts only requests through CloudFront', () => {
    const [authorizer] = ofType(resources, 'aws_apigatewayv2_authorizer');
    expect(authorizer?.values.identity_sources).toContain('$request.header.x-cdn-secret');
    const forLoadBalancer = ofType(resources, 'aws_wafv2_web_acl').find(({ values }) => values.scope === 'REGIONAL');
    expect(forLoadBalancer?.values.rule.map(({ name }: { name: string }) => name)).toContain('past-the-cdn');
  });

  it('lets pods beside the tasks use the interface endpoints', () => {
    const rules = ofType(resources, 'aws_vpc_security_group_ingress_rule').filter(({ name }) => name === 'pods_to_endpoints');
    expect(rules.map(({ values }) => values.referenced_security_group_id)).toEqual(['sg-0123456789abcdef0']);
  });

  it('sends what calls the API from outside through CloudFront', () => {
    expect(plan.output_changes?.environments?.after.reconcile).toMatchObject({ API_URL: 'https://shop.example.com' });
    expect(plan.output_changes?.register_command?.after).toContain('https://shop.example.com/v1/auth/register');
  });
});

describe('a plan for a single service on Lambda, a Cognito user pool, and traces sent elsewhere', () => {
  const cognito = { user_pool_id: 'eu-west-1_AbCdEfGhI', client_id: '1h57kf5cpq17m0eml12example' };
  const api_domain = { name: 'api.example.com', zone_id: 'Z0123456789ABCDEFGHIJ' };
  const headers_secret_arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:otlp-AbCdEf';
  const otlp = { endpoint: 'https://otlp.example.com/otlp/', headers_secret_arn };
  const trace_url = 'https://jaeger.example.com/search?order={orderId}';
  let resources: Resource[];

  beforeAll(async () => {
    resources = await planned({ ...deployment(), catalog_compute: 'lambda', cognito, api_domain, otlp, trace_url });
  });

  it('has tasks send traces and metrics to that endpoint, with its headers, and the console link to them', () => {
    expect(plan.output_changes?.environments?.after.orders).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example.com/otlp',
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    });
    const settings = ofType(resources, 'aws_s3_object').find(({ values }) => values.key === 'config.json');
    expect(JSON.parse(settings?.values.content).traceUrl).toBe(trace_url);
  });

  it.each([...serviceNames, 'authorizer'])('has %s take the pool’s tokens, and its keys', (name) => {
    expect(plan.output_changes?.environments?.after[name]).toMatchObject({
      COGNITO_USER_POOL_ID: cognito.user_pool_id,
      COGNITO_CLIENT_ID: cognito.client_id,
      JWKS_URL: `https://cognito-idp.eu-west-1.amazonaws.com/${cognito.user_pool_id}/.well-known/jwks.json`,
    });
  });

  it('still answers at the API’s own address while a custom domain is new', () => {
    expect(ofType(resources, 'aws_apigatewayv2_api')[0]?.values.disable_execute_api_endpoint).toBe(false);
    expect(ofType(resources, 'aws_apigatewayv2_domain_name')[0]?.values.domain_name).toBe(api_domain.name);
  });

  it('moves the catalog and leaves auth where it is', () => {
    const names = (type: string, attribute: string) => ofType(resources, type).map(({ values }) => String(values[attribute]));
    expect(
      names('aws_ecs_service', 'name')
        .map((name) => name.split('-').at(-1))
        .sort(),
    ).toEqual(['auth', 'billing', 'inventory', 'orders', 'shipping']);
    expect(names('aws_lambda_function', 'function_name').some((name) => name.endsWith('-catalog'))).toBe(true);
  });
});

describe('a plan with canary rollouts', () => {
  const boundary = 'arn:aws:iam::123456789012:policy/cloudservices-workload-boundary';
  const name = (service: string) => `cloudservices-test-${service}`;
  let resources: Resource[];
  const valuesOf = (type: string) => ofType(resources, type).map(({ values }) => values);

  beforeAll(async () => {
    const { night: _night, spot_percent: _spot, ...rest } = deployment();
    const canary = { rollout: 'canary', canary: { percent: 20, minutes: 30 } };
    resources = await planned({ ...rest, ...canary, permissions_boundary: boundary });
  });

  it('leaves no service to ECS, and none on Spot', () => {
    const services = ofType(resources, 'aws_ecs_service');
    expect(services.map(({ address }) => address.split('.').slice(-2).join('.'))).toEqual(
      Array(6).fill('aws_ecs_service.canary[0]'),
    );
    for (const { values } of services) {
      expect(values.deployment_controller).toEqual([{ type: 'CODE_DEPLOY' }]);
      expect(values).toMatchObject({ launch_type: 'FARGATE', capacity_provider_strategy: [], deployment_circuit_breaker: [] });
    }
  });

  it('has a second target group for each service, which checks the same', () => {
    const groups = valuesOf('aws_lb_target_group');
    expect(new Set(groups.map((group) => group.name)).size).toBe(12);
    for (const group of groups) expect(group.name.length).toBeLessThanOrEqual(32);
    for (const service of serviceNames) {
      const [blue, green] = groupsOf(service);
      for (const attribute of ['health_check', 'deregistration_delay', 'target_type', 'port', 'protocol'])
        expect(green?.values[attribute]).toEqual(blue?.values[attribute]);
    }
  });

  it('shifts a fifth of the requests first, for half an hour, and keeps the old tasks for as long', () => {
    const [config] = valuesOf('aws_codedeploy_deployment_config');
    expect(config?.traffic_routing_config).toMatchObject([
      { type: 'TimeBasedCanary', time_based_canary: [{ percentage: 20, interval: 30 }] },
    ]);
    for (const group of valuesOf('aws_codedeploy_deployment_group')) {
      expect(group.deployment_config_name).toBe(config?.deployment_config_name);
      expect(group.blue_green_deployment_config[0].terminate_blue_instances_on_deployment_success).toEqual([
        { action: 'TERMINATE', termination_wait_time_in_minutes: 30 },
      ]);
    }
  });

  it.each(serviceNames)('rolls %s out between its own target groups, and back when their alarms go off', (service) => {
    const group = valuesOf('aws_codedeploy_deployment_group').find(({ app_name }) => app_name === name(service));
    expect(group).toMatchObject({
      deployment_style: [{ deployment_type: 'BLUE_GREEN', deployment_option: 'WITH_TRAFFIC_CONTROL' }],
      ecs_service: [{ cluster_name: 'cloudservices-test', service_name: `${name(service)}-canary` }],
      auto_rollback_configuration: [
        { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] },
      ],
    });
    expect(group?.load_balancer_info[0].target_group_pair_info[0].target_group).toEqual(
      groupsOf(service).map(({ values }) => ({ name: values.name })),
    );
    const [alarms] = group?.alarm_configuration ?? [];
    expect([alarms.enabled, alarms.ignore_poll_alarm_failure]).toEqual([true, false]);
    expect(alarms.alarms.toSorted()).toEqual(
      ['errors', 'green-errors', 'green-latency', 'latency'].map((alarm) => `${name(service)}-${alarm}`),
    );
    const existing = valuesOf('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => alarm_name);
    expect(existing).toEqual(expect.arrayContaining(alarms.alarms));
  });

  it('waits for the outcome of each rollout', () => {
    const rollouts = ofType(resources, 'terraform_data').filter(({ name }) => name === 'rollout');
    expect(rollouts.map(({ address }) => address).sort()).toEqual(
      [...serviceNames].sort().map((service) => `module.rollout["${service}"].terraform_data.rollout`),
    );
  });

  it('scales by the requests to both target groups', () => {
    const policies = valuesOf('aws_appautoscaling_policy').filter((policy) => policy.name.endsWith('-requests'));
    expect(policies).toHaveLength(6);
    for (const policy of policies) {
      const [tracking] = policy.target_tracking_scaling_policy_configuration;
      expect(tracking.predefined_metric_specification).toEqual([]);
      const metrics: { id: string }[] = tracking.customized_metric_specification[0].metrics;
      expect(metrics.map(({ id }) => id).sort()).toEqual(['blue', 'green', 'requests', 'tasks']);
    }
  });

  it('puts the boundary on every role, and costs nothing that is unknown to the estimate', () => {
    expect(new Set(valuesOf('aws_iam_role').map(({ permissions_boundary }) => permissions_boundary))).toEqual(
      new Set([boundary]),
    );
    const inventory = inventoryOf(plan);
    expect(notEstimated(inventory)).toEqual([]);
    expect(inventory.services.map((service) => [service.replicas, service.spotShare])).toEqual(Array(6).fill([2, 0]));
  });

  /** Blue and green, in this order. */
  function groupsOf(service: string): Resource[] {
    const own = ofType(resources, 'aws_lb_target_group').filter(({ address }) =>
      new RegExp(`^module\\.${service}(\\[0\\])?\\.`).test(address),
    );
    return ['this', 'green'].flatMap((name) => own.filter((group) => group.name === name));
  }
});

describe('a plan before `npm run build`', () => {
  it('says what is missing', async () => {
    const unbuilt = await createTerraform({ env: moto.env, built: false });
    try {
      await writeVariables(unbuilt.folder, { ...deployment(), images: {} });
      const { output } = await unbuilt.run(['plan', '-no-color'], { codes: [1] });
      expect(output).toContain('npm run build');
    } finally {
      await unbuilt.remove();
    }
  });
});

describe('invalid variables', () => {
  const wrong = {
    aws_account_id: '12345',
    project: 'Shop--',
    environment: 'Production!',
    stripe_api_key: 'pk_test_public',
    carrier_url: 'http://carrier.example',
    vpc_cidr: '10.0.0.0/24',
    zone_count: 1,
    nat_gateways: 'two',
    cors_allow_origins: ['*'],
    authorizer_cache_seconds: 300,
    signing_keys: { Spring: 'tomorrow' },
    cognito: { user_pool_id: 'customers', client_id: '' },
    cdn_secrets: [],
    backup_copy: { vault_arn: 'copies' },
    reserved_concurrency: { authoriser: 1 },
    cdn_price_class: 'cheap',
    images: { orders: 'orders:latest' },
    base_images: { node: 'node:24', runtime: 'gcr.io/distroless/cc-debian12:nonroot' },
    container_tool: 'lxc',
    size: { replicas_min: 0, replicas_max: 2 },
    sizes: { orderz: { cpu: 256 } },
    spot_percent: 101,
    rollout: 'blue-green',
    canary: { percent: 0, minutes: 5 },
    compute: 'ec2',
    eks: { version: '1.20' },
    kubernetes: { cluster_name: 'shop' },
    catalog_compute: 'ec2',
    otlp: { endpoint: 'http://collector:4318', headers_secret_arn: 'headers' },
    trace_url: 'http://jaeger.example/{orderId}',
    log_level: 'silent',
    reconcile_at: 'cron(0 3 ? * MON *)',
    order_deadline_seconds: 1,
    database: { acu_min: 4, acu_max: 2 },
    log_retention_days: 42,
  };

  it('are refused by name, all of them at once', async () => {
    await writeVariables(terraform.folder, { ...deployment(), ...wrong });
    const { output } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    const refused = Object.keys(wrong).filter((name) =>
      new RegExp(`^${name}\\b.* (must|is|has|knows|needs)\\b`, 'm').test(output),
    );
    expect(refused).toEqual(Object.keys(wrong));
  });

  it('are refused in combination where each alone would be valid', async () => {
    const backup_copy = { vault_arn: 'arn:aws:backup:us-east-1:123456789012:backup-vault:copies' };
    const lambda = { auth_compute: 'lambda', nat_gateways: 'none', backup_plan: true, backup_copy };
    expect(await refusalsOf(lambda)).toEqual([
      expect.stringContaining('auth_compute = lambda needs a NAT gateway'),
      expect.stringContaining('backup_copy.vault_arn must be in another region or another account'),
    ]);
    expect(await refusalsOf({ tracing_sidecar: true, otlp: { endpoint: 'https://otlp.example.com' } })).toEqual([
      expect.stringContaining('tracing_sidecar must be false with otlp'),
    ]);
    expect(await refusalsOf({ reconcile_at: 'cron(0 3 * * * *)' })).toEqual([
      expect.stringContaining('reconcile_at must be a schedule of EventBridge Scheduler that runs every day'),
    ]);
    // Terraform does not check what depends on something that it refuses.
    expect(await refusalsOf({ rollout: 'canary' })).toEqual([
      expect.stringContaining('rollout = canary needs night = null and spot_percent = 0'),
    ]);
    expect(await refusalsOf({ only_cdn: true, catalog_compute: 'lambda' })).toEqual([
      expect.stringContaining('only_cdn needs firewall, and auth and catalog on fargate'),
    ]);
  });

  /** The messages with which a plan is refused, sorted. */
  async function refusalsOf(variables: object): Promise<string[]> {
    await writeVariables(terraform.folder, { ...deployment(), ...variables });
    const { output } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    const errors = output
      .replaceAll(/\s*\n[ │╷╵]*/g, ' ')
      .split('Error: ')
      .slice(1);
    return errors.map((error) => /[\w.]+( = \w+)? (needs|must be) .*/.exec(error)?.[0] ?? error).sort();
  }
});
