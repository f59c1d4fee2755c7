import commonPasswords from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' };

/**
 * The 49,000 passwords that are most common, in lower case: the list of @zxcvbn-ts/language-common (MIT), which was counted
 * in leaks. Its file alone is imported, so that a bundle holds the list once and nothing else of the package.
 */
const listed: ReadonlySet<string> = new Set(commonPasswords);

/**
 * Whether a long password is nevertheless among the first that anyone tries (NIST SP 800-63B-4, 3.1.1.2): a common one, the
 * name of the service, the user's own e-mail or what stands before its @, also when it is repeated, the last time in part
 * perhaps; a short piece repeated; a run along the alphabet, the digits or the keyboard. Digits and punctuation around any of
 * these count for nothing.
 * @param password normalized
 * @param email in lower case
 */
export function isGuessable(password: string, email: string): boolean {
  const lower = password.toLowerCase();
  const own = ownWords(email);
  const isWord = (text: string) => listed.has(text) || own.has(text);
  if (repeatsPiece(lower) || isRun(lower)) return true;
  return [...new Set([lower, ...coresOf(lower)])].some((core) => isMadeOf(core, isWord));
}

/** A shorter word, or a piece that comes less than twice, would condemn passwords that happen to contain it. */
const wordLengthMin = 4;
const patternLengthMin = 8;
const pieceLengthMax = 10;

function ownWords(email: string): ReadonlySet<string> {
  return new Set(['cloudservices', 'cloud services', 'cloud-services', email, email.slice(0, email.lastIndexOf('@'))]);
}

/** What is left without punctuation around it, and without the digits there, either; or its letters, if they are one word again and again. */
function coresOf(text: string): string[] {
  const words = [...new Set(text.match(/\p{L}+/gu) ?? [])];
  return [
    text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
    text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
    ...(words.length === 1 ? words : []),
  ];
}

function isMadeOf(core: string, isWord: (text: string) => boolean): boolean {
  if (core.length < wordLengthMin) return false;
  if (core.length >= patternLengthMin && (isRun(core) || repeatsPiece(core, core.length / 2))) return true;
  const lengths = Array.from({ length: core.length - wordLengthMin + 1 }, (_, index) => index + wordLengthMin);
  return lengths.some((length) => isWord(core.slice(0, length)) && repeatsEvery(core, length));
}

function repeatsPiece(text: string, lengthMax = text.length): boolean {
  // Pieces are counted in code points, as people do.
  const starts = [...text].slice(0, pieceLengthMax).map((_, index, points) => points.slice(0, index + 1).join('').length);
  return starts.some((length) => length <= lengthMax && repeatsEvery(text, length));
}

/** Whether a text is its first `length` units again and again, the last time perhaps not to the end. */
const repeatsEvery = (text: string, length: number) => text.startsWith(text.slice(0, text.length - length), length);

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'];
const runs = rows.flatMap((row) => [row, [...row].toReversed().join('')]);
const isRun = (text: string) => runs.some((run) => run.includes(text));
