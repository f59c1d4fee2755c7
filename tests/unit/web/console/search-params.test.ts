import { expect, it } from '@jest/globals';
import { paramsOf, withParams } from '../../../../web/console/parts/search-params.ts';

it('a parameter is changed or removed, and the others stay', () => {
  const search = new URLSearchParams('status=PLACED&cursor=abc');
  expect(withParams(search, { cursor: 'def' })).toBe('?status=PLACED&cursor=def');
  expect(withParams(search, { cursor: undefined, id: '' })).toBe('?status=PLACED');
});

it('only known and non-empty parameters are sent', () => {
  expect(paramsOf(new URLSearchParams('status=PLACED&id=&stranger=1'), ['status', 'id', 'cursor'])).toEqual({ status: 'PLACED' });
});
