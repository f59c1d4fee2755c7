import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { forgetKey, keyFor } from '../../../../web/console/parts/key-for.ts';

beforeEach(() => {
  const kept = new Map<string, string>();
  const sessionStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
  Object.defineProperty(globalThis, 'sessionStorage', { value: sessionStorage, configurable: true });
});

describe('the key of a request', () => {
  const body = { delta: 7, reason: 'first delivery' };

  it('is the same when the request is repeated, even after a reload', async () => {
    const key = keyFor('stock a', body);
    expect(keyFor('stock a', body)).toBe(key);
    jest.resetModules();
    const reloaded = await import('../../../../web/console/parts/key-for.ts');
    expect(reloaded.keyFor('stock a', body)).toBe(key);
  });

  it('is another one for another request', () => {
    const key = keyFor('stock a', body);
    expect(keyFor('stock b', body)).not.toBe(key);
    expect(keyFor('stock a', { ...body, delta: 8 })).not.toBe(key);
  });

  it('is another one after an answer', () => {
    const key = keyFor('stock a', body);
    forgetKey('stock a');
    expect(keyFor('stock a', body)).not.toBe(key);
  });
});
