export type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request again that was put off (429, 503), at most `triesMax` times in all, as long after as `Retry-After` says. Longer
 * than `waitSecondsMax` it does not wait: such an answer is handed out. After a 503 nobody knows whether the request was carried
 * out, so only those are sent again of which once is the same as twice.
 */
export function retrying(send: Send, { triesMax = 3, waitSecondsMax = 5 } = {}): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(request.clone());
      const seconds = secondsToWait(answer, attempt);
      if (attempt >= triesMax || !mayRepeat(request, answer) || seconds > waitSecondsMax) return answer;
      await answer.body?.cancel();
      await pause(seconds, request.signal);
    }
  };
}

const mayRepeat = ({ method, headers }: Request, { status }: Response) =>
  status === 429 || (status === 503 && (repeatable.has(method) || headers.has('idempotency-key')));

const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** The gateway names no time; then doubling, and never all callers at once. */
function secondsToWait({ headers }: Response, attempt: number): number {
  const named = Number.parseInt(headers.get('retry-after') ?? '', 10);
  return Number.isNaN(named) ? 0.2 * 2 ** attempt * (0.5 + Math.random() / 2) : named;
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => reject(signal.reason);
  const timer = setTimeout(resolve, seconds * 1000);
  signal.addEventListener('abort', abort, { once: true });
  // One that was aborted before tells nobody any more.
  if (signal.aborted) abort();
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
}
