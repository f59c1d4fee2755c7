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

/** The resources that would exist after a plan with these variables. */
async function planned(variables: object, args: string[] = []): Promise<Resource[]> {
  await writeVariables(terraform.folder, variables);
  await terraform.run(['plan', '-out=plan', '-no-color', ...args]);
  return plannedResources(await terraform.json<Plan>(['show', '-json', 'plan']));
}

describe('a plan for production', () => {
  let resources: Resource[];

  beforeAll(async () => {
    resources = await planned(production());
  });

  it('contains nothing that costs money and is unknown to the estimate', async () => {
    expect(notEstimated(inventoryOf(await terraform.json<CostPlan>(['show', '-json', 'plan'])))).toEqual([]);
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
    const plan = await terraform.json<CostPlan>(['show', '-json', 'plan']);
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

  it('stops its tasks at night', () => {
    expect(ofType(resources, 'aws_appautoscaling_scheduled_action')).toHaveLength(12);
  });
});

describe('a plan of environments/prod.tfvars', () => {
  let resources: Resource[];

  beforeAll(async () => {
    const here = ['-var=aws_account_id=123456789012', '-var=aws_region=us-east-1', '-var=reconcile_at=cron(0 3 * * ? *)'];
    resources = await planned({}, ['-var-file=../environments/prod.tfvars', ...here]);
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
});

describe('a plan for a single service on Lambda, and for a Cognito user pool', () => {
  const cognito = { user_pool_id: 'eu-west-1_AbCdEfGhI', client_id: '1h57kf5cpq17m0eml12example' };
  const api_domain = { name: 'api.example.com', zone_id: 'Z0123456789ABCDEFGHIJ' };
  let resources: Resource[];

  beforeAll(async () => {
    resources = await planned({ ...deployment(), catalog_compute: 'lambda', cognito, api_domain });
  });

  it.each([...serviceNames, 'authorizer'])('has %s take the pool’s tokens, and its keys', async (name) => {
    const { output_changes = {} } = await terraform.json<Plan>(['show', '-json', 'plan']);
    expect(output_changes.environments?.after[name]).toMatchObject({
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
    compute: 'ec2',
    eks: { version: '1.20' },
    kubernetes: { cluster_name: 'shop' },
    catalog_compute: 'ec2',
    log_level: 'silent',
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
    await writeVariables(terraform.folder, { ...deployment(), auth_compute: 'lambda', nat_gateways: 'none' });
    const { output } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    expect(output).toContain('auth_compute = lambda needs a NAT gateway');
    await writeVariables(terraform.folder, { ...deployment(), only_cdn: true, catalog_compute: 'lambda' });
    const { output: past } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    expect(past).toContain('only_cdn needs firewall, and auth and catalog on fargate');
    const beside = { vault_arn: 'arn:aws:backup:us-east-1:123456789012:backup-vault:copies' };
    await writeVariables(terraform.folder, { ...deployment(), backup_plan: true, backup_copy: beside });
    const { output: lost } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    expect(lost).toContain('backup_copy.vault_arn is in another region or another account');
  });
});
