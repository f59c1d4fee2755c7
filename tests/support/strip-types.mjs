import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

/** Jest's transform: Node's own type stripping keeps every position, so stack traces need no source maps. */
export default {
  process: (code) => ({ code: stripTypeScriptTypes(code) }),
  getCacheKey: (code) => createHash('sha256').update(process.version).update(code).digest('hex').slice(0, 32),
};
