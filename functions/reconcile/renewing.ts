import type { Call } from './api.ts';

/**
 * Signs in again when the token is over, once for each request. The gateway says no more of it than that it is refused; a service
 * says 401. A refusal for another reason is one still after that.
 */
export const renewing =
  (call: Call, signIn: () => Promise<void>): Call =>
  async (...request) => {
    const answer = await call(...request);
    const isOver = answer.status === 401 || (answer.status === 403 && isGateways(answer.body));
    if (!isOver) return answer;
    await signIn();
    return call(...request);
  };

/** A service's refusal is a problem document, with a type. */
const isGateways = (body: unknown): boolean => !(body as { type?: string } | undefined)?.type;
