import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { Derive } from './password.ts';

/** Node's own Argon2id, since Node 24. It works in a thread of the pool, so that other requests go on meanwhile. */
export const deriveArgon2id: Derive = (password, { cost, salt, tag }) =>
  argon2Async('argon2id', { ...cost, message: password, nonce: salt, tagLength: tag.length });

const argon2Async = promisify(argon2);
