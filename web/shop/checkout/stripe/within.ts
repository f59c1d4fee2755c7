/** @throws Error when it takes longer */
export function within<T>(seconds: number, promise: Promise<T>): Promise<T> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${seconds} s`)), seconds * 1000);
  return Promise.race([promise, tooLong]).finally(() => clearTimeout(timer));
}
