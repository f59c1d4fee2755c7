import { publishers } from '#events/define-events.ts';
import { startWireProxy, type WireProxy } from '../../wire-proxy.ts';
import { type Call, callOf } from './call-of.ts';

/** Who is counted: the saga, and the services and functions around it that call AWS for an order. */
export const callers = ['catalog', ...publishers, 'timeline'] as const;

export type CountingProxy = WireProxy & {
  /** Returns the calls answered since the last time, and forgets them. */
  take(): Call[];
};

/** Sits between the services and the emulators, forwards every call and records who called what. */
export async function startCountingProxy(): Promise<CountingProxy> {
  let calls: Call[] = [];
  const proxy = await startWireProxy(async ({ caller, backend, target, body }, pass) => {
    const request = withCapacity(body, backend);
    const answer = await pass(request);
    calls.push(callOf({ caller, target, request, answer: answer.body }));
    return answer;
  });
  return {
    ...proxy,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

/** DynamoDB reports the capacity it charges for only on request. */
function withCapacity(body: Buffer, backend: string): Buffer {
  if (backend !== 'dynamodb') return body;
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: 'TOTAL' }));
}
