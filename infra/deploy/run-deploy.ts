import { fail } from '#shared/config/run-main.ts';
import { DeployError } from './deploy-error.ts';

/**
 * Runs a command that an apply waits for. Of a DeployError it prints the message alone, of any other error the stack too; both exit
 * with code 1.
 * @param work gets a signal that is aborted by SIGINT and SIGTERM
 */
export async function runDeploy(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interruption.abort());
  try {
    await work(interruption.signal);
  } catch (error) {
    if (!(error instanceof DeployError)) fail(error);
    console.error(error.message);
    process.exitCode = 1;
  }
}
