import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Plan as CostPlan, inventoryOf } from '../../local/cost/read-plan.ts';
import { notEstimated } from '../../local/cost/resource-types.ts';
import { serviceNames } from '../../local/services.ts';
import { type KubernetesObject, renderWith } from './chart/helm.ts';
import { deployment } from './support/deployment.ts';
import { useMoto } from './support/moto.ts';
import { ofType, type Plan, plannedResources, type Resource } from './support/state.ts';
import { createTerraform, type Terraform, writeVariables } from './support/terraform.ts';

const moto = useMoto();
let terraform: Terraform;

const plans = {} as Record<'eks' | 'cluster', Plan>;

beforeAll(async () => {
  terraform = await createTerraform({ env: moto.env, built: true });
  plans.eks = await plan(variables({ compute: 'eks', eks: { admin_role_arns: [installer] }, otlp }));
  plans.cluster = await plan(variables({ compute: 'cluster', kubernetes: { ...theirs, namespace: 'shop' } }));
});

afterAll(() => terraform?.remove());

const partNames = [...serviceNames, 'dead-letters', 'media', 'timeline'].sort();
const boundary = 'arn:aws:iam::123456789012:policy/cloudservices-workload-boundary';
const theirs = { cluster_name: 'shops', security_group_id: 'sg-0123456789abcdef0' };
const headers = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:otlp-AbCdEf';
const otlp = { endpoint: 'https://otlp.example.com', headers_secret_arn: headers };
const installer = 'arn:aws:iam::123456789012:role/cloudservices-deploy';

/** Variables of a deployment whose services run as pods, without those that only Fargate has. */
function variables(more: object): object {
  const { night: _night, spot_percent: _spot, ...rest } = deployment();
  return { ...rest, permissions_boundary: boundary, ...more };
}

async function plan(of: object): Promise<Plan> {
  await writeVariables(terraform.folder, of);
  await terraform.run(['plan', '-out=plan', '-no-color']);
  return terraform.json<Plan>(['show', '-json', 'plan']);
}

describe.each([
  ['in a cluster that is created for them', 'eks', 'cloudservices-test', 'cloudservices'],
  ['in an existing cluster', 'cluster', 'shops', 'shop'],
] as const)('services as pods %s', (_, compute, cluster, namespace) => {
  let resources: Resource[];

  beforeAll(() => {
    resources = plannedResources(plans[compute]);
  });

  it('leave nothing on Fargate, and no function that takes their messages', () => {
    const types = new Set(resources.map(({ type }) => type));
    const onFargate = [...types].filter((type) => /^aws_(ecs|appautoscaling)_/.test(type));
    expect([...onFargate, ...ofType(resources, 'aws_lambda_event_source_mapping')]).toEqual([]);
  });

  it('each have a role that no other pod of any cluster can assume', () => {
    const associations = ofType(resources, 'aws_eks_pod_identity_association')
      .map(({ values }) => values)
      .filter(({ service_account }) => service_account.startsWith('cloudservices-'));
    expect(associations.map(({ service_account }) => service_account).sort()).toEqual(
      partNames.map((name) => `cloudservices-${name}`),
    );
    for (const association of associations) expect(association).toMatchObject({ cluster_name: cluster, namespace });
    const roles = ofType(resources, 'aws_iam_role').filter(({ values }) => values.name.endsWith('-pod'));
    expect(roles).toHaveLength(partNames.length);
    for (const { values } of roles) {
      const [statement] = JSON.parse(values.assume_role_policy).Statement;
      expect(statement.Principal).toEqual({ Service: 'pods.eks.amazonaws.com' });
      expect(statement.Condition.StringEquals['aws:RequestTag/kubernetes-namespace']).toBe(namespace);
    }
  });

  it('are behind API Gateway’s load balancer, and reach the database and the endpoints', () => {
    expect(ofType(resources, 'aws_lb_target_group').map(({ values }) => values.target_type)).toEqual(Array(6).fill('ip'));
    expect(ofType(resources, 'aws_lb_listener_rule')).toHaveLength(6);
    expect(ofType(resources, 'aws_apigatewayv2_vpc_link')).toHaveLength(1);
    const rules = resources
      .filter(({ address }) => /^aws_vpc_security_group_/.test(address))
      .map(({ name, values }) => [name, values.from_port, values.to_port, values.ip_protocol]);
    expect(rules.sort()).toEqual([
      ['load_balancer_to_pods', 8080, 8080, 'tcp'],
      ['load_balancer_to_pods', 8080, 8080, 'tcp'],
      ['pods_to_database', 5432, 5432, 'tcp'],
      ['pods_to_endpoints', 443, 443, 'tcp'],
    ]);
  });

  it('may resolve names across subnets, in both directions of the network ACLs', () => {
    const lists = ofType(resources, 'aws_network_acl').find(({ index }) => index === 'private');
    type Entry = { protocol: string; from_port: number; cidr_block: string };
    for (const direction of ['ingress', 'egress']) {
      const asked = lists?.values[direction]
        .filter(({ cidr_block }: Entry) => cidr_block === '10.0.64.0/18')
        .map(({ protocol, from_port }: Entry) => `${protocol} ${from_port}`);
      expect(asked).toEqual(expect.arrayContaining(['udp 53', 'tcp 53', 'udp 1024']));
    }
  });

  it('raise an alarm when a service has no healthy pod, and when orders reports nothing', () => {
    const alarms = ofType(resources, 'aws_cloudwatch_metric_alarm').map(({ values }) => values);
    const healthy = alarms.filter(({ metric_name }) => metric_name === 'HealthyHostCount');
    expect(healthy.map(({ alarm_name }) => alarm_name).sort()).toEqual(
      [...serviceNames].sort().map((name) => `cloudservices-test-${name}-pods`),
    );
    for (const alarm of healthy) expect(alarm).toMatchObject({ threshold: 1, treat_missing_data: 'breaching' });
    const unsettled = alarms.find(({ alarm_name }) => alarm_name.endsWith('-unsettled'));
    expect(unsettled?.metric_query.map(({ id }: { id: string }) => id).sort()).toEqual(['overdue', 'unsettled']);
    expect(JSON.stringify(alarms)).not.toMatch(/AWS\/ECS|ECS\/ContainerInsights/);
  });

  it('log to our own log group, which the queries read', () => {
    const groups = ofType(resources, 'aws_cloudwatch_log_group').map(({ values }) => values);
    expect(groups.find(({ name }) => name === '/eks/cloudservices-test/pods')?.retention_in_days).toBeGreaterThan(0);
    for (const { values } of ofType(resources, 'aws_cloudwatch_query_definition'))
      expect(values.log_group_names).toContain('/eks/cloudservices-test/pods');
  });

  it('get values that the chart accepts and that give the pods all their settings', async () => {
    const objects = await renderWith(helmValues(plans[compute]));
    const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
    expect(ofKind('Deployment')).toHaveLength(partNames.length);
    expect(ofKind('TargetGroupBinding')).toHaveLength(serviceNames.length);
    expect(ofKind('Ingress')).toEqual([]);
    const config = ofKind('ConfigMap').find(({ metadata }) => metadata.name.endsWith('-auth')) as KubernetesObject;
    expect(config.data.CLIENT_ADDRESS_HEADER).toBe('x-client-address');
    // Pods that asked auth for its keys would fail soon after it.
    for (const { metadata, data } of ofKind('ConfigMap').filter(({ data }) => data?.JWKS_URL))
      expect([metadata.name, data.JWKS_URL]).toEqual([metadata.name, expect.stringMatching(/^(?!http:).*jwks|^known-later$/)]);
    expect(config.data.JWKS_URL).toBeDefined();
    const [policy] = ofKind('NetworkPolicy').filter(({ metadata }) => metadata.name.endsWith('-orders'));
    expect(policy?.spec.ingress[0].from).toEqual([{ ipBlock: { cidr: '10.0.64.0/18' } }]);
  });

  it('contain nothing with a price that the estimate does not know', () => {
    expect(notEstimated(inventoryOf(plans[compute] as CostPlan))).toEqual([]);
  });

  it('have the permissions boundary of all roles', () => {
    const bounds = ofType(resources, 'aws_iam_role').map(({ values }) => values.permissions_boundary);
    expect(new Set(bounds)).toEqual(new Set([boundary]));
  });
});

describe('the cluster that is created', () => {
  let resources: Resource[];
  const valuesOf = (type: string) => ofType(resources, type).map(({ values }) => values);

  beforeAll(() => {
    resources = plannedResources(plans.eks);
  });

  it('is reached only from inside, encrypts its secrets, and logs what its control plane does', () => {
    const [cluster] = valuesOf('aws_eks_cluster');
    expect(cluster?.vpc_config).toMatchObject([{ endpoint_private_access: true, endpoint_public_access: false }]);
    expect(cluster?.encryption_config).toMatchObject([{ resources: ['secrets'] }]);
    expect(cluster?.enabled_cluster_log_types.toSorted()).toEqual([
      'api',
      'audit',
      'authenticator',
      'controllerManager',
      'scheduler',
    ]);
    expect(valuesOf('aws_cloudwatch_log_group').map(({ name }) => name)).toContain('/aws/eks/cloudservices-test/cluster');
  });

  it('lets in those who are named, and not its creator', () => {
    const [cluster] = valuesOf('aws_eks_cluster');
    expect(cluster?.access_config).toEqual([{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false }]);
    expect(valuesOf('aws_eks_access_entry').map(({ principal_arn }) => principal_arn)).toEqual([installer]);
    expect(valuesOf('aws_eks_access_policy_association').map(({ principal_arn }) => principal_arn)).toEqual([installer]);
  });

  it('has ARM nodes with encrypted disks and a role that no pod can get', () => {
    const [nodes] = valuesOf('aws_eks_node_group');
    expect(nodes).toMatchObject({ ami_type: 'AL2023_ARM_64_STANDARD', scaling_config: [{ min_size: 3, max_size: 6 }] });
    const [template] = valuesOf('aws_launch_template');
    expect(template?.metadata_options).toMatchObject([{ http_tokens: 'required', http_put_response_hop_limit: 1 }]);
    expect(template?.block_device_mappings[0].ebs).toMatchObject([{ encrypted: 'true' }]);
    for (const { tags } of template?.tag_specifications ?? [])
      expect(tags).toMatchObject({ Project: 'cloudservices', Environment: 'test' });
  });

  it('enforces network policies, resolves names, and gives pods their roles', () => {
    const addOns = Object.fromEntries(valuesOf('aws_eks_addon').map((addOn) => [addOn.addon_name, addOn.configuration_values]));
    expect(Object.keys(addOns).sort()).toEqual(['coredns', 'eks-pod-identity-agent', 'kube-proxy', 'metrics-server', 'vpc-cni']);
    expect(JSON.parse(addOns['vpc-cni'])).toEqual({ enableNetworkPolicy: 'true' });
  });

  it('gives roles to what is installed next to the chart, and to nothing else', () => {
    const accounts = valuesOf('aws_eks_pod_identity_association')
      .filter(({ service_account }) => !service_account.startsWith('cloudservices-'))
      .map(({ namespace, service_account }) => `${namespace}/${service_account}`);
    expect(accounts.sort()).toEqual([
      'external-secrets/external-secrets',
      'kube-system/aws-for-fluent-bit',
      'kube-system/aws-load-balancer-controller',
    ]);
  });

  it('is estimated with its nodes', () => {
    expect(inventoryOf(plans.eks as CostPlan).nodes).toEqual({ count: 3, type: 'm7g.xlarge', diskGibibytes: 30 });
  });
});

describe('variables that contradict each other', () => {
  const incomplete = 'kubernetes must have cluster_name and security_group_id';
  const eks = { nodes: { type: 'm5.xlarge' }, public_cidrs: ['0.0.0.0/0'] };

  it.each([
    [
      { compute: 'eks', nat_gateways: 'none', night: {}, kubernetes: theirs, rollout: 'canary' },
      [
        incomplete,
        'rollout = canary needs compute = fargate',
        'compute = eks needs a NAT gateway',
        'night, spot_percent and tracing_sidecar need compute = fargate',
        'eks.admin_role_arns must have at least one role',
      ],
    ],
    [{ compute: 'cluster', auth_compute: 'lambda' }, [incomplete, 'auth_compute and catalog_compute must be fargate']],
    [{ kubernetes: { namespace: 'shop' } }, [incomplete]],
    [
      { kubernetes: { cluster_name: 'shops' }, eks },
      [
        'kubernetes must have both cluster_name and security_group_id',
        'eks.public_cidrs must have ranges',
        'eks.nodes.type must be a Graviton instance type',
      ],
    ],
  ])('are refused, all at once: %j', async (wrong, messages) => {
    await writeVariables(terraform.folder, variables(wrong));
    const { output } = await terraform.run(['plan', '-no-color', '-refresh=false'], { codes: [1] });
    expect(messages.filter((message) => !output.replaceAll(/\s+│?\s*/g, ' ').includes(message))).toEqual([]);
  });
});

it('pods send their spans to the endpoint that is named, with its headers', async () => {
  const objects = await renderWith(helmValues(plans.eks));
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-orders'));
  expect(config?.data).toMatchObject({ OTEL_EXPORTER_OTLP_ENDPOINT: otlp.endpoint, OTEL_METRICS_EXPORTER: 'otlp' });
  const fetched = objects.filter(({ kind }) => kind === 'ExternalSecret').flatMap(({ spec }) => spec.data);
  const ofHeaders = fetched.filter(({ secretKey }) => secretKey === 'OTEL_EXPORTER_OTLP_HEADERS');
  expect(ofHeaders.map(({ remoteRef }) => remoteRef.key)).toEqual(Array(serviceNames.length).fill(headers));
});

it('pods beside tasks do not send their spans to a collector that only tasks have', async () => {
  const beside = await plan(variables({ tracing_sidecar: true, kubernetes: theirs }));
  const values = JSON.stringify(helmValues(beside));
  expect(values.match(/OTEL_\w+/)?.[0]).toBeUndefined();
});

/** The output for the chart, with a plausible value wherever only an apply knows the real one. */
function helmValues({ output_changes = {} }: Plan): object {
  const change = output_changes.helm_values as { after: unknown; after_unknown: unknown };
  return fill(change.after, change.after_unknown, '') as object;
}

function fill(known: unknown, unknown: unknown, name: string): unknown {
  if (unknown === true) return stand(name);
  if (typeof unknown !== 'object' || unknown === null) return known;
  if (Array.isArray(unknown)) return unknown.map((each, index) => fill((known as unknown[])?.[index], each, name));
  const names = new Set([...Object.keys(known ?? {}), ...Object.keys(unknown)]);
  const of = (holder: unknown, key: string) => (holder as Record<string, unknown> | undefined)?.[key];
  return Object.fromEntries([...names].map((key) => [key, fill(of(known, key), of(unknown, key), key)]));
}

function stand(name: string): string {
  if (name === 'roleArn') return 'arn:aws:iam::123456789012:role/known-later';
  if (name === 'targetGroupArn') return 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/known/later';
  return name === 'image' ? 'registry.example.com/known:later' : 'known-later';
}
