import commonPasswords from '@zxcvbn-ts/language-common/src/passwords.json' with { type: 'json' };

/**
 * The 49,000 most common passwords in leaks, in lower case, from @zxcvbn-ts/language-common (MIT). Only the list's own file is
 * imported, so that the bundle contains nothing else of the package.
 */
const listed: ReadonlySet<string> = new Set(commonPasswords);

/**
 * Whether a password is easy to guess although it is long (NIST SP 800-63B-4, 3.1.1.2): a common password, the name of the service,
 * the user's email or the part before its @, also if repeated, with the last repetition possibly cut off; a short piece repeated; a
 * run along the alphabet, the digits or the keyboard. Digits and punctuation around any of these are ignored.
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

/** Shorter words, or pieces that occur less than twice, would refuse passwords that contain them by chance. */
const wordLengthMin = 4;
const patternLengthMin = 8;
const pieceLengthMax = 10;

function ownWords(email: string): ReadonlySet<string> {
  return new Set(['cloudservices', 'cloud services', 'cloud-services', email, email.slice(0, email.lastIndexOf('@'))]);
}

/** The text without surrounding punctuation; without surrounding digits as well; and its only word, if it consists of one, repeated. */
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
  // Measured in code points, because a surrogate pair is one character to a user.
  const starts = [...text].slice(0, pieceLengthMax).map((_, index, points) => points.slice(0, index + 1).join('').length);
  return starts.some((length) => length <= lengthMax && repeatsEvery(text, length));
}

/** Whether a text repeats its first `length` code units; the last repetition may be cut off. */
const repeatsEvery = (text: string, length: number) => text.startsWith(text.slice(0, text.length - length), length);

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'];
const runs = rows.flatMap((row) => [row, [...row].toReversed().join('')]);
const isRun = (text: string) => runs.some((run) => run.includes(text));
