import { type FedFunction, fedFunctions } from '../schedule.ts';
import type { Tally } from '../tally.ts';
import type { World } from '../world.ts';

/** What happens to the processes of the functions, one action per function at a time. */
export function createFunctionStrikes({ stack }: Pick<World, 'stack'>, tally: Pick<Tally, 'count' | 'violate'>) {
  const turns = new Map<FedFunction, Promise<void>>();
  const inTurn = (name: FedFunction, work: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(name) ?? Promise.resolve())
      .then(work)
      .catch((error) => tally.violate('processes', `function ${name}: ${error.message}`));
    turns.set(name, turn);
    return turn;
  };
  const start = (name: FedFunction) => inTurn(name, () => stack.functions[name].start());

  return {
    /** Whatever batches it has fail as a whole, and their messages return after the visibility timeout. */
    kill: (name: FedFunction) =>
      inTurn(name, async () => {
        const { process, start } = stack.functions[name];
        if (process.pid !== undefined) {
          await process.kill('SIGKILL');
          tally.count('function killed');
        }
        await start();
      }),

    /** Starts those that are not running. */
    heal: async (): Promise<void> => {
      await Promise.all(fedFunctions.map(start));
    },

    /** Resolves when no action is in progress. */
    rest: async (): Promise<void> => {
      await Promise.all(turns.values());
    },
  };
}
