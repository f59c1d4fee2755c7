import { ConfigError } from './load-config.ts';

/**
 * Runs a program's main function. Prints a configuration error as plain text and any other error with its stack; both exit with code 1.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    fail(error);
  }
}

/** Prints the error and exits with code 1. */
export function fail(error: unknown): never {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
