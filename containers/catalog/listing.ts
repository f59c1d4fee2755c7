import removeAccents from 'remove-accents';

/** Which products to list: all, those of a category, those whose name begins with `name`, or both. */
export type Listing = { category?: string | undefined; name?: string | undefined };

const charactersMax = 100;

/** Letters of living languages that `remove-accents` keeps: with a hook or a bar, turned, or open. */
const plainLetters = new Map(
  Object.entries({
    ...{ a: 'ɑⱥ', b: 'ɓƀƃ', c: 'ƈȼ', d: 'ɗɖƌ', e: 'əǝɛɇ', g: 'ɠǥɣ', h: 'ɦⱨ', i: 'ɨɩ', j: 'ɉ', k: 'ƙĸⱪ', l: 'ƚɫⱡ', n: 'ŋɲƞ' },
    ...{ o: 'ɔɵ', p: 'ƥᵽ', q: 'ɋ', r: 'ɍɽ', s: 'ʂȿ', t: 'ƭʈⱦ', u: 'ʉʊ', v: 'ʋ', w: 'ⱳ', y: 'ƴɏ', z: 'ƶȥɀⱬ' },
  }).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain] as const)),
);

/**
 * Folds a name for sorting and searching. Ignores case, accents, compatibility forms (full width, ligatures), invisible characters,
 * the kind of a quotation mark or dash, which phones choose by themselves, and variants of Latin letters (ł, ø, đ, æ, ı, ɓ, ŋ, ə). Cuts off
 * after 100 characters: they take at most 400 bytes, and a DynamoDB key at most 1,024.
 */
export function foldName(name: string): string {
  const folded = name
    // NFKD would turn the first one, an accent often typed as an apostrophe, into a blank.
    .replace(/[´ʻʽ]/g, "'")
    .normalize('NFKD')
    // Removes accents of any script except the two Japanese ones, then Hebrew points and Arabic vowel signs. Other marks are letters.
    .replace(/[[\p{Mn}&&\p{Script=Inherited}]--[\u3099\u309a]]/gv, '')
    .replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Script=Latin}--\p{ASCII}]/gv, (letter) => plainLetters.get(letter.toLowerCase()) ?? removeAccents(letter))
    .replace(/[‘’‚‛ʼ′`]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[\p{Pd}−]/gu, '-')
    .replaceAll('\u2044', '/')
    .replace(/\s+/g, ' ')
    // Lower, upper, lower: ẞ becomes ß, then ß becomes SS, then ss. A final sigma differs from one within a word.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  return [...folded].slice(0, charactersMax).join('');
}

/**
 * A product's sort key in every list: its folded name and, because names repeat, its id. No name contains the separator, so a search
 * never matches an id, and it sorts before all other characters, so a name comes before the names that begin with it.
 */
export const positionOf = ({ name, productId }: { name: string; productId: string }): string =>
  `${foldName(name)}\u001f${productId}`;

/** Extracts the id from a position. */
export const productIdAt = (position: string): string => position.slice(-36);
