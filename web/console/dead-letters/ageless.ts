import type { Schemas } from '../../../client/index.ts';

/**
 * Dead letters without their age: it is another one in every answer, so nothing would ever look unchanged. Pages count it from
 * `sentAt`.
 */
export const ageless = <T extends Pick<Schemas['DeadLetter'], 'ageSeconds'>>(letters: readonly T[]): T[] =>
  letters.map((letter) => ({ ...letter, ageSeconds: 0 }));
