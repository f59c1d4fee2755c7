import { ConfigError } from './load-config.ts';

/** Runs a program's main function; a configuration error is told plainly, any other with its stack, and both end with code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    fail(error);
  }
}

/** Ends the process with code 1, saying why. */
export function fail(error: unknown): never {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
