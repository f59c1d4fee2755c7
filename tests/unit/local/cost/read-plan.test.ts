import { describe, expect, it } from '@jest/globals';
import { inventoryOf, type Plan } from '../../../../local/cost/read-plan.ts';

const resource = (address: string, values: Record<string, unknown> = {}) => ({
  address,
  type: address.split('.').at(-2) ?? '',
  mode: 'managed',
  values,
});

const orders = {
  resources: [
    resource('module.orders.aws_ecs_task_definition.this', { cpu: '512', memory: '1024' }),
    resource('module.orders.aws_ecs_service.this', {
      desired_count: 2,
      capacity_provider_strategy: [
        { capacity_provider: 'FARGATE', base: 1, weight: 25 },
        { capacity_provider: 'FARGATE_SPOT', base: 0, weight: 75 },
      ],
      network_configuration: [{ assign_public_ip: true }],
    }),
    resource('module.orders.aws_appautoscaling_target.this[0]', { min_capacity: 3 }),
    resource('module.orders.aws_appautoscaling_scheduled_action.stop[0]', {
      schedule: 'cron(0 20 ? * MON-FRI *)',
      scalable_target_action: [{ min_capacity: 0, max_capacity: 0 }],
    }),
    resource('module.orders.aws_appautoscaling_scheduled_action.start[0]', {
      schedule: 'cron(0 7 ? * MON-FRI *)',
      scalable_target_action: [{ min_capacity: 3, max_capacity: 9 }],
    }),
  ],
};

const plan: Plan = {
  planned_values: {
    root_module: {
      resources: [
        { ...resource('data.aws_partition.current'), mode: 'data' },
        resource('aws_ecs_cluster.this', { setting: [{ name: 'containerInsights', value: 'enabled' }] }),
        resource('aws_backup_plan.this[0]', { rule: [{ lifecycle: [{ delete_after: 35 }] }] }),
        resource('aws_secretsmanager_secret.stripe'),
      ],
      child_modules: [
        orders,
        {
          resources: [
            resource('module.network.aws_subnet.private["a"]', { availability_zone: 'us-east-1a' }),
            resource('module.network.aws_subnet.private["b"]', { availability_zone: 'us-east-1b' }),
            resource('module.network.aws_subnet.data["b"]', { availability_zone: 'us-east-1b' }),
            resource('module.network.aws_vpc_endpoint.gateway["s3"]', { vpc_endpoint_type: 'Gateway' }),
            resource('module.network.aws_vpc_endpoint.interface["sqs"]', { vpc_endpoint_type: 'Interface' }),
          ],
          child_modules: [{ resources: [resource('module.network.module.nat.aws_nat_gateway.this')] }],
        },
        {
          resources: [
            resource('module.database.aws_rds_cluster.this', {
              manage_master_user_password: true,
              backup_retention_period: 14,
              serverlessv2_scaling_configuration: [{ min_capacity: 0.5, max_capacity: 8 }],
            }),
            resource('module.database.aws_rds_cluster_instance.this["0"]'),
            resource('module.database.aws_rds_cluster_instance.this["1"]'),
          ],
        },
        { resources: [resource('module.auth_function[0].aws_lambda_function.this', { memory_size: 1769 })] },
        { resources: [resource('module.api_firewall[0].aws_wafv2_web_acl.this', { scope: 'REGIONAL', rule: [{}, {}, {}] })] },
        {
          resources: [
            resource('module.alarms.aws_cloudwatch_metric_alarm.one', { metric_name: 'Errors' }),
            resource('module.alarms.aws_cloudwatch_metric_alarm.two', {
              metric_query: [{ expression: 'a / b' }, { metric: [{ metric_name: 'a' }] }, { metric: [{ metric_name: 'b' }] }],
            }),
            resource('module.gateway.aws_apigatewayv2_stage.this', {
              default_route_settings: [{ detailed_metrics_enabled: true }],
            }),
          ],
        },
      ],
    },
  },
};

describe('the inventory of a plan', () => {
  const inventory = inventoryOf(plan);

  it('counts the resources of every type, in nested modules too, and the secret that RDS creates', () => {
    expect(inventory.resources).toMatchObject({
      aws_nat_gateway: 1,
      aws_subnet: 3,
      aws_vpc_endpoint: 2,
      aws_secretsmanager_secret: 2,
    });
    expect(inventory.resources).not.toHaveProperty('aws_partition');
  });

  it('includes the size of each service, and how much of it may run on Spot', () => {
    expect(inventory.services).toEqual([
      {
        name: 'orders',
        cpu: 512,
        memoryMebibytes: 1024,
        replicas: 3,
        onDemandFirst: 1,
        spotShare: 0.75,
        publicAddress: true,
      },
    ]);
    expect(inventory.functions).toEqual([{ name: 'auth_function', memoryMebibytes: 1769 }]);
    expect(inventory.night).toEqual({ stop: 'cron(0 20 ? * MON-FRI *)', start: 'cron(0 7 ? * MON-FRI *)' });
  });

  it('includes the sizes of everything else', () => {
    expect(inventory).toMatchObject({
      zones: 2,
      interfaceEndpoints: 1,
      database: { instances: 2, acuMin: 0.5, backupDays: 14 },
      firewalls: [{ scope: 'REGIONAL', rules: 3 }],
      alarmMetrics: 3,
      routeMetrics: true,
      containerMetrics: true,
      firewallLogs: false,
      backupCopiesDays: 35,
    });
  });

  it('has the nodes of a cluster, if there is one', () => {
    expect(inventory).not.toHaveProperty('nodes');
    const resources = [
      resource('module.eks[0].aws_eks_node_group.this', { scaling_config: [{ min_size: 2, max_size: 4 }] }),
      resource('module.eks[0].aws_launch_template.nodes', {
        instance_type: 'm7g.large',
        block_device_mappings: [{ ebs: [{ volume_size: 50 }] }],
      }),
    ];
    const { nodes } = inventoryOf({ values: { root_module: { child_modules: [{ resources }] } } });
    expect(nodes).toEqual({ count: 2, type: 'm7g.large', diskGibibytes: 50 });
  });

  it('is the same for an applied state', () => {
    expect(inventoryOf({ values: plan.planned_values ?? { root_module: {} } })).toEqual(inventory);
  });

  it('cannot be made from anything else', () => {
    expect(() => inventoryOf({})).toThrow('terraform show -json');
  });
});
