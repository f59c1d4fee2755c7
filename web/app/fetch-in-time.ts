/** The gateway's own limit is 30 seconds, so usually it is the gateway that gives up. */
const answerTimeoutSeconds = 35;

/**
 * `fetch`, which alone would wait for ever if the connection is lost without a word.
 * @throws DOMException `TimeoutError` if it takes longer, and whatever `fetch` throws
 */
export const fetchInTime = (request: Request): Promise<Response> =>
  fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerTimeoutSeconds * 1000)]) });
