/** Something that whoever runs the local stack can put right: the message says what happened, the hint what to do about it. */
export class StartError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.hint = options.hint;
  }
}

/** Runs a command's main function; what went wrong is told with the way out, and ends in exit code 1. */
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
