import { describe, expect, it } from '@jest/globals';
import { nextOf, signInAddress } from '../../../../web/app/sign-in-address.ts';

describe('a user who signs in', () => {
  it('returns to where they were', () => {
    const address = new URL(signInAddress({ pathname: '/orders/1', search: '?a=b&c=d' }), 'https://shop.example');
    expect(nextOf(address.searchParams)).toBe('/orders/1?a=b&c=d');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'is not redirected to %p',
    (next) => {
      expect(nextOf(new URLSearchParams({ next }))).toBe('/');
    },
  );
});
