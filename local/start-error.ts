/** An error that the user of the local stack can fix: the message says what happened, the hint what to do. */
export class StartError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.hint = options.hint;
  }
}

/** Runs a command's main function. On failure, prints what went wrong and what to do, and exits with code 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const text = error instanceof StartError ? [error.message, error.hint ?? ''] : [error.stack];
    console.error(`\n${text.join('\n').trimEnd()}`);
    process.exitCode = 1;
  }
}
