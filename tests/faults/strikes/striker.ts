import { setTimeout as sleep } from 'node:timers/promises';
import { type Publisher, publishers } from '#events/define-events.ts';
import type { Armament } from '../armament.ts';
import type { CrashPlan } from '../crash-points/plan.ts';
import type { Strike } from '../schedule.ts';
import type { Tally } from '../tally.ts';
import { replicaOf, type World } from '../world.ts';
import { createFunctionStrikes } from './functions.ts';
import { createPoisoner } from './poison.ts';
import { createPostgresStrikes } from './postgres.ts';
import { createVictim, type Victim } from './processes.ts';

type StrikerOptions = {
  world: World;
  tally: Tally;
  pace: number;
  /** The services that have a second process, and its bundle if it is not the usual one. */
  replicas: Partial<Record<Publisher, string | undefined>>;
  /** Without it, processes that would die at a crash point are killed wherever they are. */
  crashes: CrashPlan | undefined;
  /** Sends many requests at once whose tokens name keys that do not exist. */
  flood: () => Promise<void>;
};

export type Striker = Awaited<ReturnType<typeof createStriker>>;

/** Carries out the scheduled strikes, and heals everything when the faults are over. */
export async function createStriker({ world, tally, pace, replicas, crashes, flood }: StrikerOptions) {
  const firsts = new Map(
    publishers.map((name) => [name, createVictim(name, world.stack.services[name], { world, tally, pace })] as const),
  );
  const seconds = new Map<Publisher, Victim>();
  for (const name of Object.keys(replicas) as Publisher[])
    seconds.set(name, createVictim(`${name}-2`, await replicaOf(world, name, replicas[name]), { world, tally, pace }));
  const victims = () => [...firsts.values(), ...seconds.values()];
  const functions = createFunctionStrikes(world, tally);
  const database = createPostgresStrikes(world, tally);
  const poisoner = createPoisoner(world, tally);
  let databaseTurn: Promise<void> = Promise.resolve();
  let isOver = false;
  await Promise.all([...seconds.values()].map((victim) => victim.start()));

  /** One after the other: PostgreSQL cannot be restarted while it is restarting. */
  const toDatabase = (work: () => unknown): Promise<void> => {
    databaseTurn = databaseTurn.then(work).then(
      () => undefined,
      (error) => tally.violate('harness', `a strike failed: ${error.message}`),
    );
    return databaseTurn;
  };

  const victimOf = (name: Publisher, isReplica = false) => ((isReplica && seconds.get(name)) || firsts.get(name)) as Victim;

  /** A process that starts then knows no key at all. Those that run have read them before. */
  async function withoutKeys(time: number, starting: Victim): Promise<void> {
    world.proxies.keys.breakDown(true);
    await starting.kill({});
    await sleep(time * 1000);
    world.proxies.keys.breakDown(false);
  }

  function strike(strike: Strike): Promise<void> | void {
    const { kind, isReplica, seconds: time } = strike;
    const name = kind === 'crash' && crashes ? crashes.neediest(strike.victim) : strike.victim;
    const victim = victimOf(name, isReplica && kind !== 'crash');
    const armament = skewFor(strike, victim);
    switch (kind) {
      case 'kill':
        return victim.kill(armament);
      case 'killFunction':
        return functions.kill(strike.victimFunction);
      case 'crash':
        return crashes ? crashes.strike(name, (crash) => victim.crash(crash, armament)) : victim.kill(armament);
      case 'zombie':
        return victim.freeze(time);
      case 'leave':
        return victim.leave(armament);
      case 'killBackends':
        return toDatabase(database.killBackends);
      case 'restartPostgres':
        return toDatabase(() => database.restart(strike.number % 2 === 0 ? 'SIGKILL' : 'SIGQUIT'));
      case 'readOnly':
        return toDatabase(() => database.readOnly(time));
      case 'slowPostgres':
        return toDatabase(() => database.slow(time));
      case 'halfOpen':
        return toDatabase(database.halfOpen);
      case 'cut':
        return toDatabase(database.cut);
      case 'killDynamo':
        return killDynamo(world, tally);
      case 'keysUnreachable':
        return withoutKeys(time, victimOf('orders'));
      case 'madeUpKeys':
        return flood();
      case 'poison':
        return poisoner.plant(strike).catch((error) => tally.violate('harness', `poison was not planted: ${error.message}`));
      default:
        return kind satisfies never;
    }
  }

  return {
    poisoner,

    /** Resolves when the last strike of the schedule has been carried out. */
    async play(strikes: readonly Strike[]): Promise<void> {
      const began = performance.now();
      await Promise.all(
        strikes.map(async (each) => {
          await sleep(Math.max(0, each.at - (performance.now() - began)));
          if (!isOver) await strike(each);
        }),
      );
    },

    /** Starts a process that has died by itself. */
    revive: (name: string) =>
      victims()
        .find((victim) => victim.name === name)
        ?.start(),

    async heal(): Promise<void> {
      await toDatabase(database.heal);
      await Promise.all([functions.heal(), ...victims().map((victim) => victim.heal())]);
    },

    /** Finishes the strikes in progress first, and starts no more. */
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all([databaseTurn, functions.rest()]);
      await Promise.all(victims().map((victim) => victim.stop()));
      poisoner.close();
    },
  };
}

/** A process that gets people's requests keeps the right clock: with a wrong one it could not verify tokens. */
function skewFor({ skewMilliseconds }: Strike, victim: Victim): Armament {
  return victim.name === 'orders' || skewMilliseconds === 0 ? {} : { skewMilliseconds };
}

async function killDynamo({ stack }: World, tally: Tally): Promise<void> {
  const { process } = stack.backends.dynamodb;
  if (!process) return;
  await process.kill('SIGKILL');
  tally.count('DynamoDB killed');
  await process.start();
}
