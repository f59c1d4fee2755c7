export type Send = (request: Request) => Promise<Response>;

/**
 * Retries what is safe to retry: requests that got 429 or 503, at most `triesMax` attempts in all, after the delay in `Retry-After`. It
 * does not wait longer than `waitSecondsMax`, but returns the response. After a 503 it is unknown whether the request was carried
 * out, so only idempotent requests are retried.
 */
export function retrying(send: Send, { triesMax = 3, waitSecondsMax = 5 } = {}): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(request.clone());
      const seconds = secondsToWait(answer, attempt);
      if (attempt >= triesMax || !mayRepeat(request, answer) || seconds > waitSecondsMax) return answer;
      await answer.body?.cancel();
      await sleep(seconds, request.signal);
    }
  };
}

const mayRepeat = ({ method, headers }: Request, { status }: Response) =>
  status === 429 || (status === 503 && (repeatable.has(method) || headers.has('idempotency-key')));

const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Without `Retry-After` (the gateway sends none) the delay doubles, with jitter so that callers do not retry in step. */
function secondsToWait({ headers }: Response, attempt: number): number {
  const named = Number.parseInt(headers.get('retry-after') ?? '', 10);
  return Number.isNaN(named) ? 0.2 * 2 ** attempt * (0.5 + Math.random() / 2) : named;
}

function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => reject(signal.reason);
  const timer = setTimeout(resolve, seconds * 1000);
  signal.addEventListener('abort', abort, { once: true });
  // An earlier abort no longer fires an event.
  if (signal.aborted) abort();
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
}
