/** The gateway's own limit is 30 seconds, so usually it is the gateway that gives up. */
const answerTimeoutSeconds = 35;

/**
 * `fetch` with a time limit; without one it waits forever if the connection is lost silently.
 * @throws DOMException `TimeoutError` if it takes longer, and whatever `fetch` throws
 */
export const fetchInTime = (request: Request): Promise<Response> =>
  fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerTimeoutSeconds * 1000)]) });
