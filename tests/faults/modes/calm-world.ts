import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChance } from '../chance.ts';
import { ordersOf, rushes } from '../schedule.ts';
import { createTally, type Tally } from '../tally.ts';
import type { Weather } from '../weather.ts';
import { createWitness, type Witness } from '../witness/snapshot.ts';
import { createLoad, type Load } from '../workload/load.ts';
import { becomePerson, type Person, registerCustomers } from '../workload/people.ts';
import { stockUp } from '../workload/stock-up.ts';
import { inWorld, type World } from '../world.ts';

export type CalmOptions = {
  seed: string;
  minutes: number;
  ordersPerSecond: number;
  pace: number;
  tell: (line: string) => void;
  /** Whether the admin corrects the stock now and then, as they do unless told otherwise. */
  restocks?: boolean;
};

export type Calm = {
  world: World;
  load: Load;
  admin: Person;
  witness: Witness;
  plans: ReturnType<typeof ordersOf>;
  seconds: number;
  weather: Weather;
  tally: Tally;
};

/** The same system and customers without any faults: what matters here is the amount of work. */
export async function inCalmWorld(options: CalmOptions, use: (calm: Calm) => Promise<void>): Promise<void> {
  const { seed, minutes, ordersPerSecond, pace, tell, restocks = true } = options;
  const chance = createChance(seed);
  const tally = createTally(tell);
  const dataFolder = mkdtempSync(join(tmpdir(), 'faults-'));
  const onUnexpectedExit = (_: string, error: Error) => tally.violate('processes', error.message);
  // An order may wait for as long as its consumers are down.
  const weather: Weather = { isBad: false };
  const trouble = { weather, chance, tally, deadlineSeconds: 24 * 3600 };
  await inWorld({ ...trouble, dataFolder, keyRotationsAfterSeconds: [], onUnexpectedExit }, async (world) => {
    const { gatewayUrl } = world.stack;
    const noKey = () => undefined;
    const signIn = (role: string) => {
      const { email = '', password = '' } = world.accounts.find((account) => account.role === role) ?? {};
      return becomePerson({ gatewayUrl, email, password, canary: `canary-of-${role}`, tally, pace, onKey: noKey });
    };
    const [customers, operator, admin] = await Promise.all([
      registerCustomers({ gatewayUrl, tally, pace, onKey: noKey }),
      signIn('operator'),
      signIn('admin'),
    ]);
    const load = createLoad({ customers, operator, admin, tally, chance, pace, restocks });
    load.history.corrections.push(...(await stockUp(admin)));
    const seconds = minutes * 60;
    // An even load: twenty orders at once would be placed more slowly.
    const plans = ordersOf(chance.stream('orders'), {
      phases: [{ seconds, perSecond: ordersPerSecond }],
      rushes: [rushes.scarce],
    });
    const witness = createWitness(world);
    try {
      await use({ world, load, admin, witness, plans, seconds, weather, tally });
    } finally {
      await load.end();
      witness.close();
    }
  });
}
