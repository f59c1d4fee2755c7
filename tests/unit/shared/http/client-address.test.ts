import { describe, expect, test } from '@jest/globals';
import { clientAddressOf } from '#shared/http/client-address.ts';

const cdnSecret = 'a secret of thirty-two characters';
const at = (address: string) => clientAddressOf({ 'x-client-address': address }, {});

describe('the address of a client', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::5:6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is counted as %s', (address, counted) => {
    expect(at(address)).toBe(counted);
  });

  test.each(['', 'localhost', '192.0.2.7, 192.0.2.8', '192.0.2.7:80', '[::1]', 'fe80::1%eth0', '1', "'; drop table users"])(
    'is unknown when it is written as %s',
    (address) => {
      expect(at(address)).toBe('unknown');
    },
  );

  test('is unknown without the gateway', () => {
    expect(clientAddressOf({}, { cdnSecret })).toBe('unknown');
  });

  test('is not what the client claims', () => {
    const said = { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=198.51.100.1', 'x-viewer-address': '198.51.100.1' };
    expect(clientAddressOf({ ...said, 'x-client-address': '192.0.2.7' }, { cdnSecret })).toBe('192.0.2.7');
  });
});

describe('behind a load balancer that appends to X-Forwarded-For', () => {
  const options = { addressHeader: 'x-forwarded-for' } as const;

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['198.51.100.1, 192.0.2.7', '192.0.2.7'],
    ['198.51.100.1,2001:db8:1:2::5', '2001:db8:1:2::/64'],
    ['192.0.2.7, ', 'unknown'],
    ['', 'unknown'],
  ])('of %s it is %s', (forwarded, address) => {
    expect(clientAddressOf({ 'x-forwarded-for': forwarded }, options)).toBe(address);
  });

  test('it is not what the client claims in the name of an absent gateway', () => {
    const headers = { 'x-client-address': '198.51.100.1', 'x-viewer-address': '198.51.100.1', 'x-forwarded-for': '192.0.2.7' };
    expect(clientAddressOf(headers, { ...options, cdnSecret })).toBe('192.0.2.7');
    expect(clientAddressOf({ ...headers, 'x-cdn-secret': cdnSecret }, { ...options, cdnSecret })).toBe('198.51.100.1');
  });
});

describe('behind the CDN', () => {
  const headers = { 'x-viewer-address': '198.51.100.1', 'x-client-address': '192.0.2.7' };

  test('it is what a CDN with the secret says', () => {
    expect(clientAddressOf({ ...headers, 'x-cdn-secret': cdnSecret }, { cdnSecret })).toBe('198.51.100.1');
    expect(clientAddressOf({ 'x-client-address': '192.0.2.7', 'x-cdn-secret': cdnSecret }, { cdnSecret })).toBe('unknown');
  });

  test.each([
    ['another secret', { 'x-cdn-secret': `${cdnSecret}.` }, { cdnSecret }],
    ['no secret', {}, { cdnSecret }],
    ['an empty one, and none is set', { 'x-cdn-secret': '' }, {}],
    ['one, and none is set', { 'x-cdn-secret': 'undefined' }, {}],
  ])('a request with %s is not trusted', (_, more, options) => {
    expect(clientAddressOf({ ...headers, ...more }, options)).toBe('192.0.2.7');
  });
});
