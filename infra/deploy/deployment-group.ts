import {
  CodeDeployClient,
  CreateDeploymentCommand,
  type DeploymentInfo,
  DeploymentNotStartedException,
  DeploymentTargetDoesNotExistException,
  type ECSTarget,
  GetDeploymentCommand,
  GetDeploymentTargetCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import { refused } from './aws-refusal.ts';
import { DeployError } from './deploy-error.ts';
import { request } from './request-limits.ts';

/** The outcome of a deployment. */
export type Deployment = {
  hasEnded: boolean;
  hasSucceeded: boolean;
  /** Why it failed, in CodeDeploy's words. */
  reason: string;
  /** The deployment that rolls this one back. */
  rollbackId: string | undefined;
};

/** The progress of new tasks: whether all are healthy, and the percentage of requests that they get. */
export type Progress = { areReady: boolean; percent: number };

export type DeploymentGroup = ReturnType<typeof openDeploymentGroup>;

type Names = { application: string; group: string; cluster: string; service: string };

/** A deployment group of CodeDeploy's for one ECS service. Its methods throw DeployError with what AWS says when it refuses. */
export function openDeploymentGroup(names: Names) {
  const codedeploy = new CodeDeployClient({ requestHandler: request, maxAttempts: 5 });
  return { ...changes(codedeploy, names), ...views(codedeploy, names) };
}

function changes(codedeploy: CodeDeployClient, { application, group }: Names) {
  /** Starts a deployment, and returns its id. Without alarms, those of the group watch it. */
  async function start(appSpec: object, alarms: readonly string[] | undefined): Promise<string> {
    const asked = new CreateDeploymentCommand({
      applicationName: application,
      deploymentGroupName: group,
      revision: { revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify(appSpec) } },
      ...(alarms && { overrideAlarmConfiguration: { enabled: true, alarms: alarms.map((name) => ({ name })) } }),
    });
    const { deploymentId } = await codedeploy.send(asked).catch(refusedTo(`starting a deployment of ${application}`));
    if (!deploymentId) throw new DeployError(`CodeDeploy returned no id for the deployment of ${application}.`);
    return deploymentId;
  }

  /** Stops a deployment and rolls it back. */
  async function stop(deploymentId: string): Promise<void> {
    const asked = new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true });
    await codedeploy.send(asked).catch(refusedTo(`stopping the deployment ${deploymentId}`));
  }

  return { start, stop };
}

function views(codedeploy: CodeDeployClient, { application, group, cluster, service }: Names) {
  /** The deployment in progress; there is at most one. */
  async function underWay(): Promise<string | undefined> {
    const asked = new ListDeploymentsCommand({
      applicationName: application,
      deploymentGroupName: group,
      includeOnlyStatuses: ['Created', 'Queued', 'InProgress', 'Ready', 'Baking'],
    });
    const { deployments } = await codedeploy.send(asked).catch(refusedTo(`looking for deployments of ${application}`));
    return deployments?.[0];
  }

  async function read(deploymentId: string): Promise<Deployment> {
    const asked = new GetDeploymentCommand({ deploymentId });
    const { deploymentInfo = {} } = await codedeploy.send(asked).catch(refusedTo(`reading the deployment ${deploymentId}`));
    return deploymentOf(deploymentInfo);
  }

  async function progress(deploymentId: string): Promise<Progress> {
    const asked = new GetDeploymentTargetCommand({ deploymentId, targetId: `${cluster}:${service}` });
    const answer = await codedeploy.send(asked).catch((error: unknown) => {
      if (error instanceof DeploymentNotStartedException || error instanceof DeploymentTargetDoesNotExistException)
        return undefined;
      throw refused(error, `reading how far the deployment ${deploymentId} is`);
    });
    return progressOf(answer?.deploymentTarget?.ecsTarget);
  }

  return { underWay, read, progress };
}

function refusedTo(doing: string): (error: unknown) => never {
  return (error) => {
    throw refused(error, doing);
  };
}

function deploymentOf({ status, errorInformation, rollbackInfo }: DeploymentInfo): Deployment {
  const { code, message } = errorInformation ?? {};
  return {
    hasEnded: status === 'Succeeded' || status === 'Failed' || status === 'Stopped',
    hasSucceeded: status === 'Succeeded',
    reason: [code, message].filter(Boolean).join(': ') || `it is ${status}`,
    rollbackId: rollbackInfo?.rollbackDeploymentId,
  };
}

/** In its first seconds a deployment has no target. */
function progressOf({ lifecycleEvents = [], taskSetsInfo = [] }: ECSTarget = {}): Progress {
  const installation = lifecycleEvents.find(({ lifecycleEventName }) => lifecycleEventName === 'Install');
  const green = taskSetsInfo.find(({ taskSetLabel }) => taskSetLabel === 'Green');
  return { areReady: installation?.status === 'Succeeded', percent: green?.trafficWeight ?? 0 };
}
