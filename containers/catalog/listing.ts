import removeAccents from 'remove-accents';

/** A list of products: all, or those of a category, or those whose name begins with something, or both. */
export type Listing = { category?: string | undefined; name?: string | undefined };

const charactersMax = 100;

/**
 * A name as products are sorted and searched by. Neither case nor accents nor compatibility forms (full width, ligatures)
 * count, nor the kind of a quotation mark or a dash, which phones choose by themselves, nor how a Latin letter was changed into another (ł, ø, đ, æ, ı), nor what is invisible, and of a long name only
 * what surely fits into a key: 100 characters are 400 bytes at most, and DynamoDB takes 1,024.
 */
export function foldName(name: string): string {
  const folded = name
    .normalize('NFKD')
    // Accents of any script but the Japanese two, Hebrew points and Arabic vowel signs; other marks are letters.
    .replace(/[[\p{Mn}&&\p{Script=Inherited}]--[\u3099\u309a]]/gv, '')
    .replace(/[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g, '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Script=Latin}--\p{ASCII}]/gv, removeAccents)
    .replace(/[‘’‚‛ʼ′`]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[\p{Pd}−]/gu, '-')
    .replaceAll('\u2044', '/')
    .replace(/\s+/g, ' ')
    // There and back, for ß has two capitals, of which one is ẞ and the other SS, and a final sigma is written like none within a word.
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ');
  return [...folded].slice(0, charactersMax).join('');
}

/**
 * The place of a product in every list: its folded name and, as names repeat, its id. What stands between the two is in no
 * name and sorts before whatever is, so no search finds an id, and a name comes before those that it begins.
 */
export const positionOf = ({ name, productId }: { name: string; productId: string }): string =>
  `${foldName(name)}\u001f${productId}`;

/** The id at the end of a position. */
export const productIdAt = (position: string): string => position.slice(-36);
