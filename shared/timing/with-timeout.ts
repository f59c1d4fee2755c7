/**
 * The result of `work`, if it arrives in time. The work is not stopped: the caller must tolerate that it ends late.
 * @throws TimeLimitError
 */
export async function withTimeout<T>(seconds: number, work: Promise<T>): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TimeLimitError(seconds)), seconds * 1000);
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

export class TimeLimitError extends Error {
  override name = 'TimeLimitError';

  constructor(seconds: number) {
    super(`not done within ${seconds} s`);
  }
}
