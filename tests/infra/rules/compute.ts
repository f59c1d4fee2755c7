import { publishers } from '#events/define-events.ts';
import { isService, serviceNames, servicesWithDatabase } from '../../../local/services.ts';
import { ofType } from '../support/state.ts';
import { each, oneOf, type Rule, together } from './rule.ts';

/** Tasks, functions, images. */
export const compute: Rule[] = [
  each('the gateway calls the tested version of the authorizer, and no newer one', {
    of: 'aws_apigatewayv2_authorizer',
    holds: ({ authorizer_uri }) => /:function:[^:]+-authorizer:live\/invocations$/.test(authorizer_uri),
    spoil: (values) => {
      values.authorizer_uri = values.authorizer_uri.replace(':live', '');
    },
  }),
  ofContainers('containers cannot write to their root file system', {
    holds: ({ readonlyRootFilesystem }) => readonlyRootFilesystem === true,
    spoil: (container) => {
      container.readonlyRootFilesystem = false;
    },
  }),
  ofContainers('containers do not run as root', {
    holds: ({ user, privileged }) => Boolean(user) && !/^(0|root)\b/.test(user ?? '') && !privileged,
    spoil: (container) => {
      container.user = '0';
    },
  }),
  ofContainers('containers have an init process and no capabilities', {
    holds: ({ linuxParameters }) =>
      linuxParameters?.initProcessEnabled === true && linuxParameters.capabilities?.drop?.includes('ALL') === true,
    spoil: (container) => {
      container.linuxParameters = { initProcessEnabled: false };
    },
  }),
  ofContainers('services have a minute to stop', {
    where: ({ name }) => isService(name),
    holds: ({ stopTimeout }) => stopTimeout === 60,
    spoil: (container) => {
      container.stopTimeout = 30;
    },
  }),
  ofContainers('services have health checks', {
    where: ({ name }) => isService(name),
    holds: ({ healthCheck }) => Boolean(healthCheck?.command?.length),
    spoil: (container) => {
      delete container.healthCheck;
    },
  }),
  ofContainers('an image is referenced by a tag other than latest, or by its digest', {
    holds: ({ image }) => /(:[\w.-]+|@sha256:[0-9a-f]{64})$/.test(image) && !image.endsWith(':latest'),
    spoil: (container) => {
      container.image = 'somewhere/orders:latest';
    },
  }),
  ofContainers('no task definition contains a secret', {
    holds: ({ environment = [] }) =>
      environment.every(({ name, value }) => !/PASSWORD|SECRET|API_KEY|TOKEN$/.test(name) && !/sk_(test|live)_/.test(value)),
    spoil: (container) => {
      container.environment = [{ name: 'STRIPE_API_KEY', value: 'sk_test_applied' }];
    },
  }),
  together('a service with a database starts only after its migration has succeeded', {
    violations: (resources) =>
      servicesWithDatabase.filter((service) => {
        const containers = containersOf(resources, service);
        const own = containers.find(({ name }) => name === service);
        return !own?.dependsOn?.some(({ containerName, condition }) => containerName === 'migrate' && condition === 'SUCCESS');
      }),
    spoil: (resources) => {
      respell(oneOf(resources, 'aws_ecs_task_definition', ({ family }) => family.endsWith('-orders')).values, (container) => {
        container.dependsOn = [];
      });
    },
  }),
  each('tasks run on ARM, on Fargate', {
    of: 'aws_ecs_task_definition',
    holds: ({ requires_compatibilities, runtime_platform: [platform] }) =>
      requires_compatibilities.includes('FARGATE') && platform.cpu_architecture === 'ARM64',
    spoil: (values) => {
      values.runtime_platform[0].cpu_architecture = 'X86_64';
    },
  }),
  each('a failed deployment is rolled back', {
    of: 'aws_ecs_service',
    holds: ({ deployment_circuit_breaker: [breaker] }) => breaker?.enable && breaker.rollback,
    spoil: (values) => {
      values.deployment_circuit_breaker = [];
    },
  }),
  each('a deployment does not reduce capacity', {
    of: 'aws_ecs_service',
    holds: ({ deployment_minimum_healthy_percent }) => deployment_minimum_healthy_percent >= 100,
    spoil: (values) => {
      values.deployment_minimum_healthy_percent = 50;
    },
  }),
  each('no one gets a shell in a task', {
    of: 'aws_ecs_service',
    holds: ({ enable_execute_command }) => !enable_execute_command,
    spoil: (values) => {
      values.enable_execute_command = true;
    },
  }),
  together('each service scales with its CPU and requests, and a consumer with its backlog', {
    violations: (resources) =>
      serviceNames.flatMap((service) => {
        const policies = ofType(resources, 'aws_appautoscaling_policy').filter(({ values }) =>
          values.resource_id.endsWith(`${service}`),
        );
        const text = JSON.stringify(policies.map(({ values }) => values.target_tracking_scaling_policy_configuration));
        const wanted = [
          'ECSServiceAverageCPUUtilization',
          'ALBRequestCountPerTarget',
          ...(publishers.some((name) => name === service) ? ['ApproximateNumberOfMessagesVisible'] : []),
        ];
        return wanted.filter((metric) => !text.includes(metric)).map((metric) => `${service}: ${metric}`);
      }),
    spoil: (resources) => {
      const backlog = oneOf(resources, 'aws_appautoscaling_policy', (values) =>
        JSON.stringify(values).includes('ApproximateNumberOfMessagesVisible'),
      );
      resources.splice(resources.indexOf(backlog), 1);
    },
  }),
  each('images are scanned and immutable', {
    of: 'aws_ecr_repository',
    holds: ({ image_tag_mutability, image_scanning_configuration: [scanning] }) =>
      image_tag_mutability === 'IMMUTABLE' && scanning?.scan_on_push,
    spoil: (values) => {
      values.image_tag_mutability = 'MUTABLE';
    },
  }),
  together('old images are deleted', {
    violations: (resources) => {
      const kept = ofType(resources, 'aws_ecr_lifecycle_policy').map(({ values }) => values.repository);
      return ofType(resources, 'aws_ecr_repository').flatMap(({ values }) => (kept.includes(values.name) ? [] : [values.name]));
    },
    spoil: (resources) => {
      resources.splice(resources.indexOf(oneOf(resources, 'aws_ecr_lifecycle_policy')), 1);
    },
  }),
  each('functions run on Node 22 on ARM and are traced', {
    of: 'aws_lambda_function',
    holds: ({ runtime, architectures, tracing_config: [tracing] }) =>
      runtime === 'nodejs22.x' && architectures.includes('arm64') && tracing?.mode === 'Active',
    spoil: (values) => {
      values.tracing_config = [{ mode: 'PassThrough' }];
    },
  }),
  each('a target group releases a task within 30 s, and checks whether it is ready', {
    of: 'aws_lb_target_group',
    holds: ({ deregistration_delay, target_type, health_check: [check] }) =>
      Number(deregistration_delay) <= 30 && target_type === 'ip' && check.path === '/readyz',
    spoil: (values) => {
      values.deregistration_delay = '300';
    },
  }),
];

type Container = {
  name: string;
  image: string;
  user?: string;
  privileged?: boolean;
  readonlyRootFilesystem?: boolean;
  linuxParameters?: { initProcessEnabled?: boolean; capabilities?: { drop?: string[] } };
  stopTimeout?: number;
  healthCheck?: { command?: string[] };
  environment?: { name: string; value: string }[];
  dependsOn?: { containerName: string; condition: string }[];
};

type ContainerRule = {
  where?: (container: Container) => boolean;
  holds: (container: Container) => boolean;
  spoil: (container: Container) => void;
};

/** A rule for every container of every task definition. */
function ofContainers(title: string, { where = () => true, holds, spoil }: ContainerRule): Rule {
  return together(title, {
    violations: (resources) => {
      const definitions = ofType(resources, 'aws_ecs_task_definition');
      const found = definitions.flatMap(({ values }) =>
        containersIn(values.container_definitions).map((container) => ({ family: values.family, container })),
      );
      if (found.length === 0) return ['there are no containers'];
      return found
        .filter(({ container }) => where(container) && !holds(container))
        .map(({ family, container }) => `${family}: ${container.name}`);
    },
    spoil: (resources) =>
      respell(oneOf(resources, 'aws_ecs_task_definition').values, (container) => where(container) && spoil(container)),
  });
}

function containersOf(resources: Parameters<Rule['violations']>[0], service: string): Container[] {
  const definition = ofType(resources, 'aws_ecs_task_definition').find(({ values }) => values.family.endsWith(`-${service}`));
  return containersIn(definition?.values.container_definitions ?? '[]');
}

function respell(values: { container_definitions?: string }, change: (container: Container) => unknown): void {
  const containers = containersIn(values.container_definitions ?? '[]');
  for (const container of containers) change(container);
  values.container_definitions = JSON.stringify(containers);
}

function containersIn(definitions: string): Container[] {
  return JSON.parse(definitions);
}
