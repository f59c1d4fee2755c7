import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { Derive } from './password.ts';

/** Argon2id of Node 24. It runs in the thread pool, so it does not block other requests. */
export const deriveArgon2id: Derive = (password, { cost, salt, tag }) =>
  argon2Async('argon2id', { ...cost, message: password, nonce: salt, tagLength: tag.length });

const argon2Async = promisify(argon2);
