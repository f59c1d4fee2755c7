import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '../../../local/resources/service.ts';
import type { Armament, Crash } from '../armament.ts';
import type { Tally } from '../tally.ts';
import type { World } from '../world.ts';

/** A service's process that is killed, stopped and started again, one action at a time. */
export type Victim = ReturnType<typeof createVictim>;

const startTriesMax = 5;
const crashSecondsMax = 6;
const freezeTriesMax = 3;
/** The messages of a process that is stopped come back as soon as this. */
const hiddenSeconds = 2;
/** On an idle machine, a process under load receives messages within a fraction of this. */
const messageSecondsMax = 5;

export function createVictim(
  name: string,
  service: Service,
  { world, tally, pace }: { world: World; tally: Tally; pace: number },
) {
  let queue: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work).catch((error) => tally.violate('processes', `${name}: ${error.message}`));
    return queue;
  };

  async function start(armament: Armament = {}): Promise<void> {
    world.arm(name, armament);
    if (armament.skewMilliseconds) tally.count('clock of a service wrong by up to 10 min');
    for (let tries = 1; ; tries++) {
      try {
        return await service.start();
      } catch (error) {
        // It may have needed something that was down at that moment.
        if (tries === startTriesMax) throw error;
        // A process that was too slow to get ready may still be running.
        await service.kill('SIGKILL');
      }
    }
  }

  async function freezeOnce(seconds: number): Promise<boolean> {
    if (service.pid === undefined) return false;
    const held = await world.proxies.receipts.next(name, hiddenSeconds, messageSecondsMax * pace * 1000);
    if (!held) return false;
    await service.kill('SIGSTOP');
    const isElsewhere = await held.reachesAnother((hiddenSeconds + messageSecondsMax * pace) * 1000);
    if (isElsewhere) await sleep(seconds * 1000);
    await service.kill('SIGCONT');
    return isElsewhere;
  }

  return {
    name,

    kill: (armament: Armament) =>
      inTurn(async () => {
        if (service.pid === undefined) return start(armament);
        tally.count('service killed at random');
        await service.kill('SIGKILL');
        await start(armament);
      }),

    /**
     * Stops it right after it has received messages, until another process has received one of them again and had some seconds for it.
     * Then lets it continue with its outdated state. Counts only if another process did.
     */
    freeze: (seconds: number) =>
      inTurn(async () => {
        let isZombie = false;
        for (let tries = 0; !isZombie && tries < freezeTriesMax; tries++) isZombie = await freezeOnce(seconds);
        if (isZombie) tally.count('service stopped past the visibility (zombie)');
      }),

    leave: (armament: Armament) =>
      inTurn(async () => {
        if (service.pid === undefined) return start(armament);
        tally.count('service told to stop under load');
        await service.stop();
        await start(armament);
      }),

    /** Has it die at a crash point. Resolves with whether it got there. */
    async crash(crash: Crash, armament: Armament): Promise<boolean> {
      let hasDied = false;
      await inTurn(async () => {
        const { pid } = service;
        if (pid === undefined) return;
        world.arm(name, { crash });
        process.kill(pid, 'SIGUSR2');
        const until = Date.now() + crashSecondsMax * pace * 1000;
        while (service.pid === pid && Date.now() < until) await sleep(20);
        hasDied = service.pid === undefined;
        if (hasDied) return start(armament);
        world.arm(name, {});
        process.kill(pid, 'SIGUSR2');
      });
      if (hasDied) tally.count('service killed at a step boundary');
      return hasDied;
    },

    /** Starts it unless it is running. */
    start: () => inTurn(async () => (service.pid === undefined ? start() : undefined)),

    /** Restarts the process without any faults. */
    heal: () =>
      inTurn(async () => {
        if (service.pid !== undefined) await service.kill('SIGKILL');
        await start();
      }),

    stop: () => inTurn(() => service.stop()),
  };
}
