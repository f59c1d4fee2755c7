/** Something that whoever runs the local stack can put right: the message says what happened, the hint what to do about it. */
export class StartError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'StartError';
    this.hint = options.hint;
  }
}
