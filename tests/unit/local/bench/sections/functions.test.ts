import { expect, test } from '@jest/globals';
import { environmentIn } from '../../../../../local/bench/sections/functions.ts';

test('a function is restarted with its host’s environment, without the compile cache', () => {
  const environ = 'PATH=/bin\0JWKS_URL=http://127.0.0.1/keys?a=b\0NODE_CHANNEL_FD=3\0NODE_COMPILE_CACHE=/cache\0EMPTY=\0';
  expect(environmentIn(environ)).toEqual({ PATH: '/bin', JWKS_URL: 'http://127.0.0.1/keys?a=b', EMPTY: '' });
});
