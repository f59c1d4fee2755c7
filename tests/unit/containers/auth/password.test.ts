import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { deriveArgon2id } from '../../../../containers/auth/derive-argon2id.ts';
import { deriveArgon2idInWasm } from '../../../../containers/auth/derive-argon2id-wasm.ts';
import { createPasswords } from '../../../../containers/auth/password.ts';

const ways = [
  ['on Fargate', createPasswords({ derive: deriveArgon2id })],
  ['on Lambda', createPasswords({ derive: deriveArgon2idInWasm })],
] as const;
const password = 'correct horse battery staple';

// Made with Argon2's reference implementation: argon2id of "password" with the salt "somesalt", 64 MiB, 2 passes.
const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

describe.each(ways)('a hash made %s', (_, passwords) => {
  test('is a salted PHC string with the cost', async () => {
    const [one, two] = await Promise.all([passwords.hash(password), passwords.hash(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(two).not.toBe(one);
  });

  test('matches its password and no other', async () => {
    const stored = await passwords.hash(password);
    await expect(passwords.check(password, stored)).resolves.toEqual({ matches: true, outdated: false });
    await expect(passwords.check(`${password}.`, stored)).resolves.toMatchObject({ matches: false });
  });

  test('does not match an empty password', async () => {
    await expect(passwords.check('', await passwords.hash(' '))).resolves.toMatchObject({ matches: false });
  });

  test('with another cost still matches, and is to be renewed', async () => {
    await expect(passwords.check('password', reference)).resolves.toEqual({ matches: true, outdated: true });
    await expect(passwords.check('passwore', reference)).resolves.toMatchObject({ matches: false });
  });

  test.each(['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', reference.replace('argon2id', 'argon2i')])(
    'like "%s" is a defect',
    async (stored) => {
      await expect(passwords.check(password, stored)).rejects.toThrow('PHC');
    },
  );
});

describe('a hash', () => {
  test('made on either side is valid on both', async () => {
    for (const [, maker] of ways) {
      const stored = await maker.hash(password);
      for (const [, checker] of ways) {
        await expect(checker.check(password, stored)).resolves.toEqual({ matches: true, outdated: false });
      }
    }
  });

  test.each([
    ['plain', 16, 32],
    ['☕ Grüße 𝔘', 8, 4],
    ['x'.repeat(128), 32, 64],
    ['a NUL \u0000 within', 16, 32],
  ])('of "%s" has the same bytes either way', async (password, saltBytes, tagBytes) => {
    const made = { cost: { memory: 64, passes: 3, parallelism: 2 }, salt: randomBytes(saltBytes), tag: Buffer.alloc(tagBytes) };
    const native = await deriveArgon2id(password, made);
    expect(native).toHaveLength(tagBytes);
    expect((await deriveArgon2idInWasm(password, made)).toString('hex')).toBe(native.toString('hex'));
  });
});

describe('an unknown user', () => {
  test('has no password, and checking it takes the same work', async () => {
    const work: string[] = [];
    const { hash, check } = createPasswords({
      derive: async (_, { cost, salt, tag }) => {
        work.push(JSON.stringify([cost, salt.length, tag.length]));
        return randomBytes(tag.length);
      },
    });
    const stored = await hash(password);
    await expect(check('a wrong password', stored)).resolves.toMatchObject({ matches: false });
    await expect(check('a wrong password', undefined)).resolves.toMatchObject({ matches: false });
    expect(work).toHaveLength(3);
    expect(new Set(work).size).toBe(1);
  });
});

describe('concurrent hashing', () => {
  test('is queued up to a limit, and refused beyond it', async () => {
    const few = createPasswords({ derive: deriveArgon2id, concurrencyMax: 1, waitingMax: 2 });
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => few.check(password, undefined)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(answers.at(-1)).toMatchObject({ reason: { status: 503, headers: { 'retry-after': '2' } } });
    await expect(few.check(password, undefined)).resolves.toMatchObject({ matches: false });
  });
});
