import { expect, it } from '@jest/globals';
import { RefusedError } from '../../../../client/index.ts';
import { serviceStateOf } from '../../../../web/console/overview/service-state.ts';

const refused = (status: number) => new RefusedError({}, new Response(null, { status }));

it.each([
  ['does not answer', 'the gateway says that it is unavailable', refused(503)],
  ['does not answer', 'it failed', refused(500)],
  ['unknown', 'there were too many requests', refused(429)],
  ['unknown', 'the operator may not ask', refused(403)],
  ['unknown', 'the browser is offline', new TypeError('Failed to fetch')],
] as const)('a service %s when %s, whatever it said before', (state, _, error) => {
  expect(serviceStateOf({ error })).toBe(state);
  expect(serviceStateOf({ data: 'ready', error })).toBe(state);
});

it('a service is what it says, once it has said so', () => {
  expect(serviceStateOf({ error: null })).toBe('asking');
  expect(serviceStateOf({ data: 'not ready', error: null })).toBe('not ready');
});
