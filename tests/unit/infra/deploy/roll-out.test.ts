import {
  CodeDeployClient,
  CreateDeploymentCommand,
  DeploymentNotStartedException,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import { DescribeServicesCommand, ECSClient, type TaskSet } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { rollOut } from '../../../../infra/deploy/roll-out.ts';

const ecs = mockClient(ECSClient);
const codedeploy = mockClient(CodeDeployClient);

const revision = (number: number) => `arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-test-orders:${number}`;
const env = {
  APPLICATION: 'shop-test-orders',
  DEPLOYMENT_GROUP: 'shop-test-orders',
  CLUSTER: 'shop-test',
  ECS_SERVICE: 'shop-test-orders-canary',
  CONTAINER_NAME: 'orders',
  CONTAINER_PORT: '8080',
  TASK_DEFINITION: revision(2),
  SUBNET_IDS: 'subnet-a,subnet-b',
  SECURITY_GROUP_IDS: 'sg-tasks',
  ASSIGN_PUBLIC_IP: 'DISABLED',
  ALARMS: JSON.stringify({ 'arn:blue': ['errors', 'latency'], 'arn:green': ['green-errors', 'green-latency'] }),
  CANARY_MINUTES: '15',
  LOG_GROUP: '/ecs/shop-test-orders',
};

/** A minute passes each time the clock is read. */
let minutes = 0;
function now(): number {
  minutes += 1;
  return minutes * 60_000;
}
const run = (more: Record<string, string> = {}, signal?: AbortSignal) =>
  rollOut({ ...env, ...more }, { now, pauseMilliseconds: 0, ...(signal && { signal }) });

/** Which tasks get the requests, reading by reading; the last one repeats. */
function tasks(...sets: Partial<TaskSet>[]): void {
  const answers = sets.map((set) => ({ services: [{ taskSets: [{ ...ofPrimary, ...set }] }] }));
  const described = ecs.on(DescribeServicesCommand, { cluster: 'shop-test', services: ['shop-test-orders-canary'] });
  for (const answer of answers.slice(0, -1)) described.resolvesOnce(answer);
  described.resolves(answers.at(-1) ?? {});
}

const ofPrimary: TaskSet = {
  status: 'PRIMARY',
  stabilityStatus: 'STEADY_STATE',
  taskDefinition: revision(1),
  loadBalancers: [{ targetGroupArn: 'arn:blue' }],
  networkConfiguration: {
    awsvpcConfiguration: { subnets: ['subnet-b', 'subnet-a'], securityGroups: ['sg-tasks'], assignPublicIp: 'DISABLED' },
  },
};

type Info = { status: 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped'; code?: 'ALARM_ACTIVE'; rollback?: string };

/** The state of a deployment, reading by reading; the last one repeats. */
function deployment(deploymentId: string, ...infos: Info[]): void {
  const answers = infos.map(({ status, code, rollback }) => ({
    deploymentInfo: {
      status,
      ...(code && { errorInformation: { code, message: 'One or more alarms have been activated' } }),
      ...(rollback && { rollbackInfo: { rollbackDeploymentId: rollback } }),
    },
  }));
  const read = codedeploy.on(GetDeploymentCommand, { deploymentId });
  for (const answer of answers.slice(0, -1)) read.resolvesOnce(answer);
  read.resolves(answers.at(-1) ?? {});
}

const progress = (status: 'InProgress' | 'Succeeded', trafficWeight: number) => ({
  deploymentTarget: {
    ecsTarget: {
      lifecycleEvents: [{ lifecycleEventName: 'Install', status }],
      taskSetsInfo: [{ taskSetLabel: 'Green' as const, trafficWeight }],
    },
  },
});

const said = () => jest.mocked(console.log).mock.calls.flat().join('\n');
const started = () => codedeploy.commandCalls(CreateDeploymentCommand).map(({ args }) => args[0].input);

beforeEach(() => {
  minutes = 0;
  jest.spyOn(console, 'log').mockReturnValue();
  ecs.reset();
  codedeploy.reset();
  codedeploy.on(ListDeploymentsCommand).resolves({ deployments: [] });
  codedeploy.on(CreateDeploymentCommand).resolves({ deploymentId: 'd-1' });
  codedeploy
    .on(GetDeploymentTargetCommand, { deploymentId: 'd-1', targetId: 'shop-test:shop-test-orders-canary' })
    .resolves(progress('Succeeded', 10));
});

afterEach(() => void jest.restoreAllMocks());

describe('a service that already runs the revision', () => {
  test('is waited for until it is healthy, without a deployment', async () => {
    tasks(...[0, 1, 2].map(() => ({ taskDefinition: revision(2), stabilityStatus: 'STABILIZING' as const })), {
      taskDefinition: revision(2),
    });
    await run();
    expect(ecs.commandCalls(DescribeServicesCommand)).toHaveLength(4);
    expect(started()).toEqual([]);
  });

  test('that does not become healthy ends the apply, and says where to look', async () => {
    tasks({ taskDefinition: revision(2), stabilityStatus: 'STABILIZING' });
    await expect(run()).rejects.toThrow(
      'orders have not become healthy within 20 minutes: look at the log group /ecs/shop-test-orders',
    );
  });

  test('in other subnets is deployed anyway', async () => {
    tasks({ taskDefinition: revision(2) });
    deployment('d-1', { status: 'Succeeded' });
    await run({ SUBNET_IDS: 'subnet-c' });
    expect(started()).toHaveLength(1);
  });
});

describe('another revision', () => {
  test('is rolled out by a deployment, whose steps are printed until it has succeeded', async () => {
    tasks({});
    deployment('d-1', ...Array<Info>(4).fill({ status: 'InProgress' }), { status: 'Succeeded' });
    codedeploy
      .on(GetDeploymentTargetCommand)
      .rejectsOnce(new DeploymentNotStartedException({ message: 'not yet', $metadata: {} }))
      .resolvesOnce(progress('InProgress', 0))
      .resolvesOnce(progress('Succeeded', 10))
      .resolves(progress('Succeeded', 100));
    await run();
    const [{ revision: brought, ...names } = {}] = started();
    expect(names).toMatchObject({ applicationName: 'shop-test-orders', deploymentGroupName: 'shop-test-orders' });
    expect(JSON.parse(brought?.appSpecContent?.content ?? '')).toEqual({
      version: 0,
      Resources: [
        {
          TargetService: {
            Type: 'AWS::ECS::Service',
            Properties: {
              TaskDefinition: revision(2),
              LoadBalancerInfo: { ContainerName: 'orders', ContainerPort: 8080 },
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ['subnet-a', 'subnet-b'],
                  SecurityGroups: ['sg-tasks'],
                  AssignPublicIp: 'DISABLED',
                },
              },
            },
          },
        },
      ],
    });
    expect(said()).toMatch(
      /d-1 starts new tasks.*10 % of the requests.*100 % of the requests.*all requests reach shop-test-orders:2/s,
    );
  });

  test.each([
    ['arn:blue', ['green-errors', 'green-latency']],
    ['arn:green', ['errors', 'latency']],
  ])('is not stopped by the alarms of the tasks in %s that it replaces', async (targetGroupArn, names) => {
    tasks({ loadBalancers: [{ targetGroupArn }] });
    deployment('d-1', { status: 'Succeeded' });
    await run();
    expect(started()[0]?.overrideAlarmConfiguration).toEqual({ enabled: true, alarms: names.map((name) => ({ name })) });
  });

  test('is judged by all alarms of the group if the running tasks’ target group is unknown', async () => {
    tasks({ loadBalancers: [] });
    deployment('d-1', { status: 'Succeeded' });
    await run();
    expect(started()[0]?.overrideAlarmConfiguration).toBeUndefined();
  });

  test('waits for the end of a deployment in progress', async () => {
    codedeploy.on(ListDeploymentsCommand).resolves({ deployments: ['d-0'] });
    deployment('d-0', { status: 'InProgress' }, { status: 'Stopped' });
    deployment('d-1', { status: 'Succeeded' });
    tasks({});
    await run();
    expect(codedeploy.commandCalls(GetDeploymentCommand).map(({ args }) => args[0].input.deploymentId)).toEqual([
      'd-0',
      'd-0',
      'd-1',
    ]);
  });
});

describe('a revision that fails', () => {
  test('ends the apply once it has been rolled back, naming the alarm and the tasks that get the requests', async () => {
    tasks({});
    deployment('d-1', { status: 'InProgress' }, { status: 'Stopped', code: 'ALARM_ACTIVE', rollback: 'd-2' });
    deployment('d-2', { status: 'InProgress' }, { status: 'Succeeded' });
    const message = await run().catch((error: Error) => error.message);
    expect(message).toMatch(/d-1 \(ALARM_ACTIVE: One or more alarms.*\), so orders has not been rolled out/);
    expect(message).toMatch(
      /The previous tasks get all requests again \(shop-test-orders:1\).*green-errors.*\/ecs\/shop-test-orders/,
    );
  });

  test('and could not be rolled back says so', async () => {
    tasks({}, { taskDefinition: revision(2) });
    deployment('d-1', { status: 'Failed', rollback: 'd-2' });
    deployment('d-2', { status: 'Failed' });
    await expect(run()).rejects.toThrow(
      /The new tasks still get the requests.*Rolling it back has failed too, in the deployment d-2/,
    );
  });

  test('because its tasks do not become healthy is stopped and rolled back after 20 minutes, not after CodeDeploy’s hour', async () => {
    tasks({});
    codedeploy.on(GetDeploymentTargetCommand).resolves(progress('InProgress', 0));
    codedeploy.on(GetDeploymentCommand).callsFake(async () => ({
      deploymentInfo: { status: codedeploy.commandCalls(StopDeploymentCommand).length > 0 ? 'Stopped' : 'InProgress' },
    }));
    codedeploy.on(StopDeploymentCommand).resolves({});
    await expect(run()).rejects.toThrow(
      'The new tasks have not become healthy within 20 minutes, so orders has not been rolled out',
    );
    expect(codedeploy.commandCalls(StopDeploymentCommand)[0]?.args[0].input).toEqual({
      deploymentId: 'd-1',
      autoRollbackEnabled: true,
    });
  });
});

describe('waiting stops', () => {
  test('when a deployment does not end in time', async () => {
    tasks({});
    deployment('d-1', { status: 'InProgress' });
    await expect(run()).rejects.toThrow('The deployment d-1 has not ended within 70 minutes');
  });

  test('after an interruption; the deployment continues', async () => {
    tasks({});
    deployment('d-1', { status: 'InProgress' });
    await expect(run({}, AbortSignal.abort())).rejects.toThrow('orders: interrupted. A deployment in progress continues');
    expect(codedeploy.commandCalls(StopDeploymentCommand)).toEqual([]);
  });
});

test('the error of AWS is passed on when it refuses', async () => {
  tasks({});
  codedeploy.on(CreateDeploymentCommand).rejects(Object.assign(new Error('not allowed'), { name: 'AccessDeniedException' }));
  await expect(run()).rejects.toThrow(
    'AWS refused when starting a deployment of shop-test-orders: AccessDeniedException: not allowed',
  );
});

test('a service that ECS does not know is named', async () => {
  ecs.on(DescribeServicesCommand).resolves({ services: [] });
  await expect(run()).rejects.toThrow('There is no service shop-test-orders-canary in the cluster shop-test');
});

test('missing or wrong settings are all named at once', async () => {
  const wrong = { CONTAINER_PORT: 'http', TASK_DEFINITION: 'orders', ALARMS: '{', ASSIGN_PUBLIC_IP: '' };
  await expect(run(wrong)).rejects.toThrow(
    /CONTAINER_PORT.*TASK_DEFINITION: must be the ARN.*ASSIGN_PUBLIC_IP is missing.*ALARMS: must be JSON/s,
  );
});
