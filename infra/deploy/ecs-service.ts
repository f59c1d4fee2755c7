import { DescribeServicesCommand, ECSClient, type TaskSet } from '@aws-sdk/client-ecs';
import { refused } from './aws-refusal.ts';
import { DeployError } from './deploy-error.ts';
import { request } from './request-limits.ts';

export type Network = { subnetIds: string[]; securityGroupIds: string[]; assignPublicIp: string };

/** The tasks of a service that receive its requests. */
export type PrimaryTasks = {
  taskDefinition: string | undefined;
  targetGroupArn: string | undefined;
  network: Network;
  /** Whether the desired number of tasks is running and healthy. */
  areSteady: boolean;
};

export type EcsService = { primaryTasks(): Promise<PrimaryTasks> };

/** A service whose tasks CodeDeploy replaces. @throws DeployError when AWS refuses, or the service has no tasks of its own */
export function openService({ cluster, name }: { cluster: string; name: string }): EcsService {
  const ecs = new ECSClient({ requestHandler: request, maxAttempts: 5 });

  async function primaryTasks(): Promise<PrimaryTasks> {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] })).catch((error: unknown) => {
      throw refused(error, `reading the service ${name}`);
    });
    const primary = services?.[0]?.taskSets?.find(({ status }) => status === 'PRIMARY');
    if (!primary)
      throw new DeployError(`There is no service ${name} in the cluster ${cluster} whose tasks CodeDeploy could replace.`);
    return {
      taskDefinition: primary.taskDefinition,
      targetGroupArn: primary.loadBalancers?.[0]?.targetGroupArn,
      network: networkOf(primary),
      areSteady: primary.stabilityStatus === 'STEADY_STATE',
    };
  }

  return { primaryTasks };
}

function networkOf({ networkConfiguration }: TaskSet): Network {
  const { subnets = [], securityGroups = [], assignPublicIp = 'DISABLED' } = networkConfiguration?.awsvpcConfiguration ?? {};
  return { subnetIds: subnets.toSorted(), securityGroupIds: securityGroups.toSorted(), assignPublicIp };
}
