import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';

type Headers = Record<string, { value: string }>;
type ViewerRequest = { viewer: { ip: string }; request: { method: string; uri: string; headers: Headers } };

/** As CloudFront runs it: a script whose `handler` is called with each event. */
const handle = (event: ViewerRequest): ViewerRequest['request'] =>
  runInNewContext(
    `${readFileSync(join(import.meta.dirname, '../../../../../infra/modules/cdn/viewer-address.js'), 'utf8')}; handler(event)`,
    {
      event,
    },
  );

const from = (ip: string, headers: Headers = {}): ViewerRequest => ({
  viewer: { ip },
  request: { method: 'POST', uri: '/v1/auth/login', headers },
});

describe('the viewer address that CloudFront reports', () => {
  it('is the connection’s address', () => {
    expect(handle(from('2001:db8::7')).headers['x-viewer-address']).toEqual({ value: '2001:db8::7' });
  });

  it('replaces what the viewer claims', () => {
    const claimed = { 'x-viewer-address': { value: '198.51.100.1' } };
    expect(handle(from('192.0.2.9', claimed)).headers).toEqual({ 'x-viewer-address': { value: '192.0.2.9' } });
  });

  it('leaves the rest of the request unchanged', () => {
    const headers = { authorization: { value: 'Bearer token' } };
    const request = handle(from('192.0.2.9', headers));
    expect(request).toMatchObject({ method: 'POST', uri: '/v1/auth/login', headers });
  });
});
