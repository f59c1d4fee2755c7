import type { Inventory, ServiceSize } from './inventory.ts';

type Values = Record<string, unknown>;
type Resource = { address: string; type: string; mode?: string; values: Values };
type Module = { resources?: Resource[]; child_modules?: Module[] };
/** The output of `terraform show -json` for a plan or a state. */
export type Plan = { planned_values?: { root_module: Module }; values?: { root_module: Module } };

/**
 * What costs money in a plan or in an applied state.
 * @throws Error when the input is neither
 */
export function inventoryOf(plan: Plan): Inventory {
  const root = (plan.planned_values ?? plan.values)?.root_module;
  if (!root) throw new Error('This is not what `terraform show -json` prints for a plan or a state');
  // The number of files in the built site varies with every page, and they cost nothing.
  const resources = [...resourcesIn(root)].filter(({ mode = 'managed', type }) => mode === 'managed' && type !== 'aws_s3_object');
  const of = (type: string) => resources.filter((resource) => resource.type === type).map(({ values }) => values);
  const [cluster] = of('aws_rds_cluster');
  const counts = Object.fromEntries([...Map.groupBy(resources, ({ type }) => type)].map(([type, all]) => [type, all.length]));
  // RDS creates the database's master secret, which is charged like any other.
  if (cluster?.manage_master_user_password) counts.aws_secretsmanager_secret = (counts.aws_secretsmanager_secret ?? 0) + 1;
  return {
    resources: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))),
    zones: new Set(of('aws_subnet').map(({ availability_zone }) => availability_zone)).size,
    services: servicesIn(resources),
    ...nodesIn(of('aws_eks_node_group'), of('aws_launch_template')),
    functions: resources.filter(({ type }) => type === 'aws_lambda_function').map(functionOf),
    night: nightIn(of('aws_appautoscaling_scheduled_action')),
    database: {
      instances: of('aws_rds_cluster_instance').length,
      acuMin: number(block(cluster ?? {}, 'serverlessv2_scaling_configuration').min_capacity),
      backupDays: number(cluster?.backup_retention_period),
    },
    interfaceEndpoints: of('aws_vpc_endpoint').filter(({ vpc_endpoint_type }) => vpc_endpoint_type === 'Interface').length,
    firewalls: of('aws_wafv2_web_acl').map(({ scope, rule }) => ({ scope: String(scope), rules: list(rule).length })),
    alarmMetrics: of('aws_cloudwatch_metric_alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    routeMetrics: of('aws_apigatewayv2_stage').some(
      (stage) => block(stage, 'default_route_settings').detailed_metrics_enabled === true,
    ),
    containerMetrics: of('aws_ecs_cluster').some(({ setting }) =>
      list(setting).some(({ name, value }) => name === 'containerInsights' && value !== 'disabled'),
    ),
    firewallLogs: of('aws_wafv2_web_acl_logging_configuration').length > 0,
    backupCopiesDays: Math.max(
      0,
      ...of('aws_backup_plan').map((plan) => number(block(block(plan, 'rule'), 'lifecycle').delete_after)),
    ),
  };
}

function* resourcesIn({ resources = [], child_modules = [] }: Module): Generator<Resource> {
  yield* resources;
  for (const child of child_modules) yield* resourcesIn(child);
}

/** The minimum number of nodes, each with its own disk. */
function nodesIn([group]: readonly Values[], [template]: readonly Values[]): Pick<Inventory, 'nodes'> {
  if (!group) return {};
  const disk = block(block(template ?? {}, 'block_device_mappings'), 'ebs');
  const count = number(block(group, 'scaling_config').min_size);
  return { nodes: { count, type: String(template?.instance_type), diskGibibytes: number(disk.volume_size) } };
}

/** A service and its task definition are in one module, named after the service. */
function servicesIn(resources: readonly Resource[]): ServiceSize[] {
  const inModule = (address: string, type: string) =>
    resources.find((resource) => resource.type === type && moduleOf(resource.address) === moduleOf(address))?.values;
  return resources
    .filter(({ type }) => type === 'aws_ecs_service')
    .map(({ address, values }) => {
      const task = inModule(address, 'aws_ecs_task_definition') ?? {};
      const strategy = list(values.capacity_provider_strategy);
      const weight = strategy.reduce((sum, each) => sum + number(each.weight), 0);
      const spot = strategy.find(({ capacity_provider }) => capacity_provider === 'FARGATE_SPOT');
      return {
        name: moduleOf(address),
        cpu: number(task.cpu),
        memoryMebibytes: number(task.memory),
        replicas: number(inModule(address, 'aws_appautoscaling_target')?.min_capacity ?? values.desired_count),
        onDemandFirst: Math.max(0, ...strategy.filter((each) => each !== spot).map(({ base }) => number(base))),
        spotShare: weight === 0 ? 0 : number(spot?.weight) / weight,
        publicAddress: block(values, 'network_configuration').assign_public_ip === true,
      };
    });
}

/** `orders` of `module.orders[0].aws_ecs_service.this`. */
const moduleOf = (address: string) => /(?:^|\.)module\.([^.[]+)(?:\[[^\]]*\])?\.[^.]+\.[^.]+$/.exec(address)?.[1] ?? address;

const functionOf = ({ address, values }: Resource) => ({ name: moduleOf(address), memoryMebibytes: number(values.memory_size) });

/** All services stop and start at the same times; an action that leaves tasks running is a start. */
function nightIn(actions: readonly Values[]): Inventory['night'] {
  const schedule = (isStop: boolean) =>
    actions.find((action) => (number(block(action, 'scalable_target_action').max_capacity) === 0) === isStop)?.schedule;
  const [stop, start] = [schedule(true), schedule(false)];
  return stop && start ? { stop: String(stop), start: String(start) } : null;
}

/** An alarm costs by the metrics it watches; with expressions, those are the queries that name a metric. */
const metricsOf = ({ metric_query }: Values) =>
  Math.max(1, list(metric_query).filter(({ metric }) => list(metric).length > 0).length);

const list = (value: unknown): Values[] => (Array.isArray(value) ? value : []);
const block = (values: Values, name: string): Values => list(values[name])[0] ?? {};
const number = (value: unknown) => Number(value ?? 0);
