import { loadConfig } from '#shared/config/load-config.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { DeployError } from './deploy-error.ts';
import { type DeploymentGroup, openDeploymentGroup } from './deployment-group.ts';
import { type EcsService, openService } from './ecs-service.ts';
import { alarmsOf, appSpecOf, type Config, configSchema, revisionOf, runs } from './roll-out-config.ts';
import { runDeploy } from './run-deploy.ts';

export type RollOutOptions = {
  /** Stops waiting; a deployment in progress continues. */
  signal?: AbortSignal;
  now?: () => number;
  pauseMilliseconds?: number;
};

// CodeDeploy itself would wait for an hour.
const startMinutesMax = 20;
// The share is held for as long as the old tasks are kept; shifting, starting and stopping come on top.
const minutesMax = ({ CANARY_MINUTES }: Config) => 2 * CANARY_MINUTES + startMinutesMax + 20;

type Watch = { config: Config; service: EcsService; group: DeploymentGroup; pause: () => Promise<void>; now: () => number };

/**
 * Brings a revision of a task definition into an ECS service by a deployment of CodeDeploy's, and waits for its outcome. Tasks that run the
 * revision already are only waited for. Credentials and region come from where the AWS SDK finds them.
 * @param env the names in `configSchema`
 * @throws ConfigError, or DeployError when the new tasks did not pass, which says what gets the requests now
 */
export async function rollOut(env: NodeJS.ProcessEnv, options: RollOutOptions = {}): Promise<void> {
  const config = loadConfig(configSchema, env);
  const { CLUSTER: cluster, ECS_SERVICE: name, APPLICATION: application, DEPLOYMENT_GROUP: group } = config;
  const watch: Watch = {
    config,
    service: openService({ cluster, name }),
    group: openDeploymentGroup({ application, group, cluster, service: name }),
    now: options.now ?? Date.now,
    pause: pauseOf(config, options),
  };
  const before = await watch.group.underWay();
  if (before) {
    console.log(`${config.CONTAINER_NAME}: the deployment ${before} is still in progress; this one waits for it to end.`);
    await ended(watch, before, minutesMax(config));
  }
  const tasks = await watch.service.primaryTasks();
  if (runs(tasks, config)) return steady(watch);
  const id = await watch.group.start(appSpecOf(config), alarmsOf(tasks, config));
  console.log(
    `${config.CONTAINER_NAME}: the deployment ${id} starts new tasks. \`aws deploy stop-deployment --deployment-id ${id} --auto-rollback-enabled\` rolls it back.`,
  );
  await follow(watch, id);
}

/** The tasks of a new service: only ECS deploys them. */
async function steady({ config, service, pause, now }: Watch): Promise<void> {
  const until = now() + startMinutesMax * 60_000;
  while (!(await service.primaryTasks()).areSteady) {
    if (now() > until) {
      throw new DeployError(
        `The tasks of ${config.CONTAINER_NAME} have not become healthy within ${startMinutesMax} minutes: look at the log group ${config.LOG_GROUP}.`,
      );
    }
    await pause();
  }
  console.log(`${config.CONTAINER_NAME}: its tasks run ${revisionOf(config)}.`);
}

/** Follows a deployment until its end. @throws DeployError when the new tasks did not pass */
async function follow(watch: Watch, id: string): Promise<void> {
  const { config, group, pause, now } = watch;
  const began = now();
  const isOver = (minutes: number) => now() > began + minutes * 60_000;
  for (let told = 0, isReady = false; ; await pause()) {
    const { hasEnded, hasSucceeded, reason } = await group.read(id);
    if (hasSucceeded) return console.log(`${config.CONTAINER_NAME}: all requests reach ${revisionOf(config)}.`);
    if (hasEnded) throw await failure(watch, id, `CodeDeploy has ended the deployment ${id} (${reason})`);
    if (isOver(minutesMax(config))) throw tooLong(id, minutesMax(config));
    const { areReady, percent } = await group.progress(id);
    if (percent !== told) console.log(`${config.CONTAINER_NAME}: ${percent} % of the requests reach the new tasks.`);
    told = percent;
    isReady ||= areReady;
    if (isReady || !isOver(startMinutesMax)) continue;
    await group.stop(id);
    throw await failure(watch, id, `The new tasks have not become healthy within ${startMinutesMax} minutes`);
  }
}

/** What went wrong, once the rollback has ended. */
async function failure(watch: Watch, id: string, cause: string): Promise<DeployError> {
  const { config, service } = watch;
  const { rollbackId } = await ended(watch, id, startMinutesMax);
  const rollback = rollbackId ? await ended(watch, rollbackId, startMinutesMax) : undefined;
  const tasks = await service.primaryTasks();
  const where = runs(tasks, config)
    ? 'The new tasks still get the requests: nothing has rolled them back'
    : `The previous tasks get all requests again (${tasks.taskDefinition?.split('/').at(-1)})`;
  const alsoFailed =
    rollback && !rollback.hasSucceeded
      ? ` Rolling it back has failed too, in the deployment ${rollbackId} (${rollback.reason}).`
      : '';
  return new DeployError(
    `${cause}, so ${config.CONTAINER_NAME} has not been rolled out. ${where}.${alsoFailed} Look at the alarms ${Object.values(config.ALARMS).flat().join(', ')} and at the log group ${config.LOG_GROUP}.`,
  );
}

/** @throws DeployError when it takes longer */
async function ended({ group, pause, now }: Watch, id: string, minutes: number) {
  const until = now() + minutes * 60_000;
  for (;;) {
    const deployment = await group.read(id);
    if (deployment.hasEnded) return deployment;
    if (now() > until) throw tooLong(id, minutes);
    await pause();
  }
}

const tooLong = (id: string, minutes: number) =>
  new DeployError(
    `The deployment ${id} has not ended within ${minutes} minutes: \`aws deploy get-deployment --deployment-id ${id}\` says why.`,
  );

function pauseOf(
  { CONTAINER_NAME }: Config,
  { signal = new AbortController().signal, pauseMilliseconds = 15_000 }: RollOutOptions,
) {
  return async () => {
    await sleep(pauseMilliseconds, signal);
    if (!signal.aborted) return;
    throw new DeployError(
      `${CONTAINER_NAME}: interrupted. A deployment in progress continues without this apply, and the next apply waits for it to end.`,
    );
  };
}

if (import.meta.main) await runDeploy((signal) => rollOut(process.env, { signal }));
