import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Network, PrimaryTasks } from './ecs-service.ts';

const list = z.string().transform((text) => text.split(',').toSorted());
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('must be JSON');
    return z.NEVER;
  }
});

export const configSchema = z.object({
  APPLICATION: z.string(),
  DEPLOYMENT_GROUP: z.string(),
  CLUSTER: z.string(),
  ECS_SERVICE: z.string(),
  CONTAINER_NAME: z.string(),
  CONTAINER_PORT: z.coerce.number().int().min(1).max(65_535),
  TASK_DEFINITION: z.string().regex(/^arn:.+:task-definition\/[^:]+:\d+$/, 'must be the ARN of a revision'),
  SUBNET_IDS: list,
  SECURITY_GROUP_IDS: list,
  ASSIGN_PUBLIC_IP: z.enum(['ENABLED', 'DISABLED']),
  /** By the ARN of a target group, the names of the alarms that watch it. */
  ALARMS: json.pipe(z.record(z.string(), z.array(z.string()))),
  CANARY_MINUTES: z.coerce.number().int().min(1),
  LOG_GROUP: z.string(),
});

export type Config = z.infer<typeof configSchema>;

/** The name and number of the revision. */
export const revisionOf = ({ TASK_DEFINITION }: Config) => TASK_DEFINITION.split('/').at(-1);

/** Whether these are the tasks that the configuration asks for. */
export const runs = ({ taskDefinition, network }: PrimaryTasks, config: Config) =>
  taskDefinition === config.TASK_DEFINITION && isDeepStrictEqual(network, networkOf(config));

const networkOf = ({ SUBNET_IDS, SECURITY_GROUP_IDS, ASSIGN_PUBLIC_IP }: Config): Network => ({
  subnetIds: SUBNET_IDS,
  securityGroupIds: SECURITY_GROUP_IDS,
  assignPublicIp: ASSIGN_PUBLIC_IP,
});

/** Those of the target group that the running tasks are not in, where new ones go. The alarms of the old tasks must not stop a fix. */
export function alarmsOf({ targetGroupArn }: PrimaryTasks, { ALARMS }: Config): string[] | undefined {
  const [other, ...more] = Object.keys(ALARMS).filter((arn) => arn !== targetGroupArn);
  return other !== undefined && more.length === 0 ? ALARMS[other] : undefined;
}

/** What a deployment brings: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html */
export function appSpecOf(config: Config): object {
  const { subnetIds, securityGroupIds, assignPublicIp } = networkOf(config);
  const properties = {
    TaskDefinition: config.TASK_DEFINITION,
    LoadBalancerInfo: { ContainerName: config.CONTAINER_NAME, ContainerPort: config.CONTAINER_PORT },
    NetworkConfiguration: {
      AwsvpcConfiguration: { Subnets: subnetIds, SecurityGroups: securityGroupIds, AssignPublicIp: assignPublicIp },
    },
  };
  return { version: 0, Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties: properties } }] };
}
