import { randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import type { Derive } from './password.ts';

/**
 * Argon2id in WebAssembly, for Lambda, whose Node 22 has none of its own: the same bytes for the same input. It blocks the
 * event loop, and a container would answer nobody meanwhile; a function serves one request at a time, so nobody waits.
 */
export const deriveArgon2idInWasm: Derive = async (password, { cost, salt, tag }) => {
  const { memory: memorySize, passes: iterations, parallelism } = cost;
  const options = { salt, memorySize, iterations, parallelism, hashLength: tag.length, outputType: 'binary' } as const;
  // hash-wasm refuses the empty password, which is nobody's, but which anybody may try: as much work, and bytes that match nothing.
  const derived = await argon2id({ ...options, password: password || ' ' });
  return password ? Buffer.from(derived) : randomBytes(tag.length);
};
