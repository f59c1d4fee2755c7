import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Derive } from './password.ts';

/**
 * Argon2id in WebAssembly, for Lambda, because Node 22 there has no Argon2id. Same output for the same input. It blocks the event
 * loop, which would stall a container, but a Lambda function serves only one request at a time.
 */
export const deriveArgon2idInWasm: Derive = async (password, { cost, salt, tag }) => {
  const { memory: memorySize, passes: iterations, parallelism } = cost;
  const options = { salt, memorySize, iterations, parallelism, hashLength: tag.length, outputType: 'binary' } as const;
  // hash-wasm throws for an empty password. Do the same work for it, and return bytes that match nothing.
  const derived = await argon2id({ ...options, password: password || ' ' });
  return password ? Buffer.from(derived) : randomBytes(tag.length);
};
