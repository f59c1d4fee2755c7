import type { Call } from './api.ts';

/**
 * Signs in again when the token has expired, once per request. For an expired token the gateway only says 403, a service says
 * 401. A refusal for any other reason is still one after signing in again.
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

/** A service's refusal is a problem document, which has a type. */
const isGateways = (body: unknown): boolean => !(body as { type?: string } | undefined)?.type;
