import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Topology } from '#events/topology.ts';
import { loadConfig } from '#shared/config/load-config.ts';
import { schemas } from '../../local/generate/configuration-page.ts';
import { compileRoutes, type GatewayRoute } from '../../local/resources/gateway/match-route.ts';
import { serviceNames, servicesWithDatabase } from '../../local/services.ts';
import {
  chartFolder,
  filesOf,
  helm,
  type KubernetesObject,
  render,
  renderWith,
  type ValueSet,
  valueSets,
  valuesIn,
} from './chart/helm.ts';
import { routesOf } from './chart/ingress.ts';
import { otherValues } from './chart/other-values.ts';
import { schemaViolations, unknownFields } from './chart/schemas.ts';

const functionNames = ['dead-letters', 'media', 'timeline'];
const partNames = [...serviceNames, ...functionNames];
const readFile = <T>(name: string) => JSON.parse(readFileSync(join(chartFolder, 'files', `${name}.json`), 'utf8')) as T;
const routes = readFile<GatewayRoute[]>('routes');
const queues = [...readFile<Topology>('topology').queues, readFile<{ queue: Topology['queues'][number] }>('media').queue];

const rendered = {} as Record<ValueSet, KubernetesObject[]>;
const names = Object.keys(valueSets) as ValueSet[];
beforeAll(async () => {
  for (const set of names) rendered[set] = await render(set);
});

const ofKind = (kind: string, objects: readonly KubernetesObject[]) => objects.filter((object) => object.kind === kind);
const partOf = ({ metadata }: KubernetesObject) => metadata.labels['app.kubernetes.io/component'] ?? '';

describe.each(names)('the chart with the values %s', (set) => {
  it('passes the strict linter', async () => {
    expect(await helm('lint', '--strict', chartFolder, ...filesOf(set))).toContain('0 chart(s) failed');
  });

  it('renders only what Kubernetes’s own schemas allow', async () => {
    expect(await schemaViolations(rendered[set])).toEqual([]);
  });

  it('contains nothing that Kubernetes would ignore', async () => {
    expect(await unknownFields(rendered[set])).toEqual([]);
  });

  it('gives every object a unique name', () => {
    const all = rendered[set].map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect([...new Set(all)]).toEqual(all);
  });

  it('deploys every service and function, each under its own identity, hardened, health-checked and limited', () => {
    const deployments = ofKind('Deployment', rendered[set]);
    expect(deployments.map(partOf).sort()).toEqual([...partNames].sort());
    for (const { spec } of deployments) {
      expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: '100%', maxUnavailable: 0 });
      expect(podFlaws(spec.template.spec)).toEqual([]);
      const [{ startupProbe, livenessProbe, readinessProbe, lifecycle }] = spec.template.spec.containers;
      expect([startupProbe, livenessProbe, readinessProbe].map((probe) => probe.httpGet.path)).toEqual([
        '/healthz',
        '/healthz',
        '/readyz',
      ]);
      // The wait before the signal, the balancer's delay, and the time to finish what is in flight.
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(lifecycle.preStop.sleep.seconds + 10 + 25);
      expect(spec.template.spec.topologySpreadConstraints).toHaveLength(2);
    }
  });

  it('migrates every database before any new pod starts, with everything the job needs', () => {
    const jobs = ofKind('Job', rendered[set]);
    const migrated = jobs.map(({ metadata }) => metadata.name.replace(/^.*-migrate-/, ''));
    expect(migrated.sort()).toEqual([...servicesWithDatabase].sort());
    for (const { metadata, spec } of jobs) {
      expect(metadata.annotations?.['helm.sh/hook']).toBe('pre-install,pre-upgrade');
      expect(podFlaws(spec.template.spec)).toEqual([]);
      expect(spec.template.spec.containers[0].args).toEqual(['/app/migrate.mjs']);
      const { serviceAccountName, containers } = spec.template.spec;
      const needed = [
        serviceAccountName,
        ...containers[0].envFrom.flatMap(({ configMapRef, secretRef }: EnvFrom) => [configMapRef?.name ?? secretRef?.name]),
      ];
      const before = rendered[set].filter((object) => Number(object.metadata.annotations?.['helm.sh/hook-weight']) < 0);
      const there = before.map((object) => object.spec?.target?.name ?? object.metadata.name);
      expect(needed.filter((name) => !there.includes(name))).toEqual([]);
    }
  });

  it('compares the books on a schedule, one run at a time, hardened and limited', () => {
    const [job, ...others] = ofKind('CronJob', rendered[set]);
    expect(others).toEqual([]);
    expect(job?.spec).toMatchObject({
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      schedule: expect.stringMatching(/ 2| 3/),
    });
    const { template, activeDeadlineSeconds, backoffLimit } = job?.spec.jobTemplate.spec ?? {};
    expect({ activeDeadlineSeconds, backoffLimit }).toEqual({ activeDeadlineSeconds: 3600, backoffLimit: 2 });
    expect(podFlaws(template.spec)).toEqual([]);
    expect(template.spec.containers[0].image).toMatch(/reconcile:/);
    const { serviceAccountName, containers } = template.spec;
    const needed = containers[0].envFrom.map(({ configMapRef, secretRef }: EnvFrom) => configMapRef?.name ?? secretRef?.name);
    const there = rendered[set].map((object) => object.spec?.target?.name ?? object.metadata.name);
    expect([serviceAccountName, ...needed].filter((name) => !there.includes(name))).toEqual([]);
  });

  it('gives each part only settings that it accepts', () => {
    const problems = [...partNames, 'migrate', 'reconcile-job'].flatMap((name) => configProblems(name, rendered[set]));
    expect(problems).toEqual([]);
  });

  it('allows a voluntary disruption to take one replica of a part at a time', () => {
    const budgets = ofKind('PodDisruptionBudget', rendered[set]);
    expect(budgets.map((budget) => [partOf(budget), budget.spec.maxUnavailable]).sort()).toEqual(
      partNames.map((name) => [name, 1]).sort(),
    );
  });

  it('selects pods by labels that the pods have', () => {
    const templates = [
      ...ofKind('Deployment', rendered[set]).map(({ spec }) => spec.template),
      ...ofKind('CronJob', rendered[set]).map(({ spec }) => spec.jobTemplate.spec.template),
    ];
    const pods = templates.map(({ metadata }) => metadata.labels as Record<string, string>);
    const selectors = rendered[set].flatMap(({ kind, metadata, spec }) => {
      const selector = kind === 'Service' ? spec.selector : (spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels);
      return selector && !metadata.name.endsWith('-migrate') ? [{ name: `${kind} ${metadata.name}`, selector }] : [];
    });
    const lost = selectors.filter(({ selector }) => pods.filter((labels) => isSelected(labels, selector)).length !== 1);
    expect(lost).toEqual([]);
    expect(selectors.length).toBeGreaterThan(20);
  });
});

describe('the chart with values that no example has', () => {
  let objects: KubernetesObject[];
  beforeAll(async () => {
    objects = await render('nginx', otherValues);
  });

  it('renders only what Kubernetes’s own schemas allow and know', async () => {
    expect(await schemaViolations(objects)).toEqual([]);
    expect(await unknownFields(objects)).toEqual([]);
    expect(ofKind('Deployment', objects).flatMap(({ spec }) => podFlaws(spec.template.spec))).toEqual([]);
  });

  it('writes every number and flag as Kubernetes takes them: as a string, and unrounded', () => {
    expect(environmentOf('orders', objects)).toMatchObject({
      ...{ TRACES_SLOW_MILLISECONDS: '3600000', OTEL_TRACES_SAMPLER_ARG: '0.25' },
      ...{ AWS_MAX_ATTEMPTS: '5', AWS_EC2_METADATA_DISABLED: 'true' },
    });
    expect(environmentOf('migrate', objects)).toMatchObject({ DATABASE_USER: '1000000' });
  });

  it('replaces its own annotations by the values’', () => {
    expect(ofKind('Ingress', objects)[0]?.metadata.annotations).toEqual({
      'nginx.ingress.kubernetes.io/proxy-body-size': '1m',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '29',
    });
  });

  it('has names that fit, however long the release’s is', async () => {
    const named = await render('nginx', {}, `shop-${'x'.repeat(48)}`);
    // Kubernetes adds eleven characters to a CronJob's name.
    const tooLong = named.filter(({ kind, metadata }) => metadata.name.length > (kind === 'CronJob' ? 52 : 63));
    expect(tooLong.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  it('has names that Services may have, whatever the release’s is', async () => {
    const named = await render('nginx', {}, 'shop.v2.test');
    const services = ofKind('Service', named).map(({ metadata }) => metadata.name);
    expect(services).not.toEqual([]);
    expect(services.filter((name) => !/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name))).toEqual([]);
    await expect(render('nginx', {}, '2shop')).rejects.toThrow('the release name 2shop must begin with a letter');
  });

  it('finds its queues in China too', async () => {
    const there = await render('eks-alb', { aws: { partition: 'aws-cn', region: 'cn-north-1' } });
    expect(environmentOf('orders', there).QUEUE_URL).toMatch(/^https:\/\/sqs\.cn-north-1\.amazonaws\.com\.cn\//);
  });
});

describe('the checks themselves', () => {
  const deployment = () => structuredClone(ofKind('Deployment', rendered.nginx)[0] as KubernetesObject);

  it('notice a value of another type', async () => {
    const spoiled = deployment();
    spoiled.spec.template.spec.containers[0].ports[0].containerPort = '80';
    expect(await schemaViolations([spoiled])).toEqual([expect.stringContaining('containerPort')]);
  });

  it('notice a field that Kubernetes does not know', async () => {
    const spoiled = deployment();
    spoiled.spec.template.spec.containers[0].resorces = {};
    expect(await unknownFields([spoiled])).toEqual([expect.stringContaining('resorces')]);
  });

  it.each([
    ['runs as root', (pod: Pod) => Object.assign(pod.securityContext, { runAsUser: 0 })],
    ['writes its file system', (pod: Pod) => Object.assign(pod.containers[0].securityContext, { readOnlyRootFilesystem: false })],
    ['may use every system call', (pod: Pod) => Object.assign(pod.securityContext, { seccompProfile: { type: 'Unconfined' } })],
    ['has no bound of memory', (pod: Pod) => Object.assign(pod.containers[0].resources, { limits: {} })],
    ['may ask Kubernetes', (pod: Pod) => Object.assign(pod, { automountServiceAccountToken: true })],
  ])('notice a pod that %s', (_, spoil) => {
    const pod = deployment().spec.template.spec;
    spoil(pod);
    expect(podFlaws(pod)).toHaveLength(1);
  });
});

describe('the values read from the generated files', () => {
  it.each(['eks-alb', 'nginx'] as const)('route exactly the API’s paths to their services: %s', (set) => {
    const find = compileRoutes(routesOf(rendered[set]));
    const sent = routes.map(({ routeKey }) => {
      const [method = '', path = ''] = routeKey.split(' ');
      return [routeKey, find(method, path.replaceAll(/\{\w+\}/g, '0190'))?.route.service];
    });
    expect(sent).toEqual(routes.map(({ routeKey, service }) => [routeKey, service]));
    expect(
      ['/', '/healthz', '/readyz', '/v1', '/v1/auth', '/v1/ordersx', '/v1/auth/login/x'].flatMap(
        (path) => find('GET', path) ?? [],
      ),
    ).toEqual([]);
  });

  it('have every queue consumed by one part, and every dead-letter queue by the dead-letter function', () => {
    const urlOf = (name: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/cloudservices-prod-${name}`;
    const consumed = partNames.flatMap((name) => {
      const { QUEUE_URL, FED_QUEUE_URLS = '' } = environmentOf(name, rendered['eks-alb']);
      return [
        ...(QUEUE_URL ? [[QUEUE_URL, name]] : []),
        ...FED_QUEUE_URLS.split(',').flatMap((url) => (url ? [[url, name]] : [])),
      ];
    });
    const expected = queues.flatMap(({ name, deadLetterQueue }) => [
      [urlOf(name), name],
      [urlOf(deadLetterQueue), 'dead-letters'],
    ]);
    expect(consumed.sort()).toEqual(expected.sort());
  });

  it('scale each part by the backlog of exactly those queues', () => {
    const byKeda = ofKind('ScaledObject', rendered['eks-keda']).flatMap((object) =>
      object.spec.triggers.flatMap(({ type, metadata }: Trigger) =>
        type === 'aws-sqs-queue' ? [[partOf(object), metadata.queueURL.split('/').at(-1)]] : [],
      ),
    );
    const byMetric = ofKind('HorizontalPodAutoscaler', rendered.backlog).flatMap((object) =>
      object.spec.metrics.flatMap(({ external }: Metric) =>
        external ? [[partOf(object), external.metric.selector.matchLabels.queue_name]] : [],
      ),
    );
    const expected = queues.flatMap(({ name, deadLetterQueue }) => [
      [name, `cloudservices-prod-${name}`],
      ['dead-letters', `cloudservices-prod-${deadLetterQueue}`],
    ]);
    expect(byKeda.sort()).toEqual(expected.sort());
    expect(byMetric.sort()).toEqual(expected.sort());
  });
});

describe('the network policies', () => {
  const policies = (set: ValueSet) =>
    Object.fromEntries(ofKind('NetworkPolicy', rendered[set]).map((policy) => [partOf(policy), policy.spec]));

  it.each(['eks-alb', 'eks-keda', 'nginx'] as const)('close every pod to what they do not open, with the values %s', (set) => {
    const pods = [...partNames, 'migrate', 'reconcile-job'];
    expect(Object.keys(policies(set)).sort()).toEqual(pods.sort());
    for (const [name, spec] of Object.entries(policies(set))) {
      expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
      expect([name, spec.ingress.length]).toEqual([name, serviceNames.some((service) => service === name) ? 1 : 0]);
    }
  });

  it('let the database and the collector be reached by those who use them', () => {
    const reach = (port: number) =>
      Object.entries(policies('nginx')).flatMap(([name, { egress }]) =>
        egress.some(({ ports }: { ports: { port: number }[] }) => ports.some((each) => each.port === port)) ? [name] : [],
      );
    expect(reach(5432).sort()).toEqual([...servicesWithDatabase, 'migrate'].sort());
    expect(reach(4318).sort()).toEqual([...serviceNames].sort());
    const collectors = policies('nginx').orders.egress.filter(
      ({ ports }: { ports: { port: number }[] }) => ports[0]?.port === 4318,
    );
    expect(collectors.map(({ to }: { to: object }) => to)).toEqual([
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }],
    ]);
    expect(environmentOf('orders', rendered.nginx).OTEL_EXPORTER_OTLP_ENDPOINT).toBe('http://collector.observability:4318');
  });
});

describe('behind an existing load balancer', () => {
  it('every service’s pods are registered in its target group, with no other network resources', () => {
    const bindings = ofKind('TargetGroupBinding', rendered['eks-keda']);
    const services = new Set(ofKind('Service', rendered['eks-keda']).map(({ metadata }) => metadata.name));
    expect(bindings.map(({ apiVersion, metadata, spec }) => ({ apiVersion, name: metadata.name, spec }))).toEqual(
      [...serviceNames].sort().map((name) => ({
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        name: `shop-cloudservices-${name}`,
        spec: {
          targetGroupARN: `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/cloudservices-prod-${name}/0123456789abcdef`,
          targetType: 'ip',
          serviceRef: { name: `shop-cloudservices-${name}`, port: 'http' },
        },
      })),
    );
    expect(bindings.filter(({ spec }) => !services.has(spec.serviceRef.name))).toEqual([]);
    expect(ofKind('Ingress', rendered['eks-keda'])).toEqual([]);
  });

  it('auth uses the header that API Gateway sets', () => {
    expect(environmentOf('auth', rendered['eks-keda']).CLIENT_ADDRESS_HEADER).toBe('x-client-address');
    expect(environmentOf('auth', rendered['eks-alb']).CLIENT_ADDRESS_HEADER).toBe('x-forwarded-for');
  });

  it('a part without requests has no target group', async () => {
    const targetGroupArn = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/0123456789abcdef';
    await expect(render('eks-keda', { parts: { timeline: { targetGroupArn } } })).rejects.toThrow(
      /timeline is not a service that answers requests/,
    );
  });
});

describe('invalid values', () => {
  it.each([
    ['a value that the chart does not know', { replicaCount: 2 }, /replicaCount/],
    ['an unknown part', { parts: { payments: {} } }, /there is no such part/],
    [
      'a setting that the part does not know',
      { parts: { billing: { config: { STRIPE_KEY: 'x' } } } },
      /billing has no such setting/,
    ],
    [
      'an image that changes under its name',
      { parts: { orders: { image: 'registry.example.com/orders:latest' } } },
      /the tag must not be latest/,
    ],
    ['an account that YAML took for a number', { aws: { accountId: 123456789012 } }, /accountId/],
    ['a part that sleeps', { parts: { orders: { replicas: { min: 0 } } } }, /min/],
  ])('are refused with the reason: %s', async (_, values, reason) => {
    await expect(render('eks-alb', values)).rejects.toThrow(reason);
  });
});

describe('missing settings', () => {
  it.each([
    ['parts.shipping.config.CARRIER_URL', /parts.shipping needs CARRIER_URL/],
    ['parts.billing.externalSecrets.STRIPE_API_KEY', /parts.billing needs STRIPE_API_KEY/],
    ['config.TOKEN_ISSUER', /needs TOKEN_ISSUER/],
    ['migrate.config.DATABASE_URL', /migrate needs DATABASE_URL/],
    ['reconcile.externalSecrets.OPERATOR_ACCOUNT', /reconcile needs OPERATOR_ACCOUNT/],
    ['ingress.host', /reconcile needs API_URL/],
  ])('are reported before anything is installed: %s', async (path, reason) => {
    await expect(renderWith(without(path, valuesIn('eks-alb')))).rejects.toThrow(reason);
  });
});

/** The values without those at a path. */
function without(path: string, values: object): object {
  const [name = '', ...rest] = path.split('.');
  const { [name]: found, ...others } = values as Record<string, object>;
  return rest.length > 0 ? { ...others, [name]: without(rest.join('.'), found ?? {}) } : others;
}

type EnvFrom = { configMapRef?: { name: string }; secretRef?: { name: string } };
type Trigger = { type: string; metadata: { queueURL: string } };
type Metric = { external?: { metric: { selector: { matchLabels: { queue_name: string } } } } };
// biome-ignore lint/suspicious/noExplicitAny: already validated against Kubernetes's schemas.
type Pod = any;

/** What a pod is allowed although none of ours needs it. */
function podFlaws({ securityContext, automountServiceAccountToken, containers, initContainers = [] }: Pod): string[] {
  const { runAsNonRoot, runAsUser, seccompProfile } = securityContext;
  const flaws = [
    ...(runAsNonRoot === true && runAsUser > 0 ? [] : ['runs as root']),
    ...(seccompProfile.type === 'RuntimeDefault' ? [] : ['may use every system call']),
    ...(automountServiceAccountToken === false ? [] : ['may ask Kubernetes']),
  ];
  for (const { securityContext, resources } of [...containers, ...initContainers]) {
    const { readOnlyRootFilesystem, allowPrivilegeEscalation, capabilities } = securityContext;
    if (!readOnlyRootFilesystem) flaws.push('writes its file system');
    if (allowPrivilegeEscalation !== false || !capabilities.drop.includes('ALL')) flaws.push('may get more rights');
    if (!resources.limits.memory || !resources.requests.memory || !resources.requests.cpu) flaws.push('has no bounds');
  }
  return flaws;
}

const isSelected = (labels: Record<string, string>, selector: Record<string, string>) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

/** A part's environment as far as the objects show it, without Secrets from elsewhere. */
function environmentOf(name: string, objects: readonly KubernetesObject[]): Record<string, string> {
  const own = objects.filter((object) => partOf(object) === name);
  const decode = (data: Record<string, string>) =>
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]);
  return Object.fromEntries([
    ...ofKind('ConfigMap', own).flatMap(({ data }) => Object.entries(data ?? {})),
    ...ofKind('Secret', own).flatMap(({ data }) => decode(data)),
  ]);
}

/** The part's own complaints about that environment, except about what comes from elsewhere. */
function configProblems(name: string, objects: readonly KubernetesObject[]): string[] {
  const schema = schemas[name];
  if (!schema) return [`${name} has no settings`];
  const elsewhere = ofKind('ExternalSecret', objects).filter((object) => partOf(object) === name);
  const fetched = elsewhere.flatMap(({ spec }) => spec.data.map(({ secretKey }: { secretKey: string }) => secretKey));
  try {
    loadConfig(schema, environmentOf(name, objects));
    return [];
  } catch (error) {
    const lines = (error as Error).message.split('\n').filter((line) => line.startsWith('  - '));
    return lines.filter((line) => !fetched.some((secret) => line.includes(`${secret} is missing`))).map((line) => name + line);
  }
}
