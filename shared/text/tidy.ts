/**
 * A text as it is kept: one form for what looks the same (NFC), no blanks around it and one between words, and none of the
 * characters that nobody sees. A joiner, a variation selector or a tag stays where a script or an emoji needs it.
 */
export const tidy = (text: string): string => untangle(text).replace(blanks, ' ').trim();

/** The same for a text of several lines, whose lines and tabs stay as they are. */
export const tidyLines = (text: string): string => untangle(text).replaceAll('\r\n', '\n').replace(blanks, ' ').trim();

/** What two texts have in common that look the same: compatibility forms, case, blanks and what is invisible do not count. */
export function lookOf(text: string): string {
  const plain = text.normalize('NFKC').replace(invisible, '').replaceAll('\u2800', ' ');
  // There and back, for ß has two capitals, of which one is ẞ and the other SS, and a final sigma is written like none within a word.
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
  return folded.replace(/\s+/g, ' ').trim();
}

/** Whether there is anything to see: a letter, digit, sign or picture, and not only blanks, fillers and accents that sit on nothing. */
export const isVisible = (text: string): boolean => visible.test(text);

/** Whether a text leaves its direction to its letters: overrides, embeddings and isolates make it look like another. */
export const isUndirected = (text: string): boolean => !/[\u202a-\u202e\u2066-\u2069]/.test(text);

// Control characters are no blanks: they are refused, and not mended.
const blanks = /[\p{Zs}\p{Zl}\p{Zp}]+/gu;

// Those that have a glyph which is blank in every font: braille without dots, hieroglyphs and notes that are place holders.
const visible = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{13441}\u{13442}\u{1d159}]]/v;

const directions = '\\u202a-\\u202e\\u2066-\\u2069';
const invisible = new RegExp(`[[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]--[${directions}]]`, 'gv');

const joining =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nko}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}' +
  '\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}\\p{scx=Laoo}\\p{scx=Thai}]';

/** What is invisible and yet means something, with what it stands behind. */
const needed = new RegExp(
  [
    // The flags of England, Scotland and Wales are spelled with tags.
    '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}',
    // Families, professions and hearts of colour are emoji that are joined.
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
    `(?<=${joining})[\\u200c\\u200d]`,
    // Emoji or text style, a variant of a Chinese character, a Mongolian letter or a sign.
    '(?<=\\p{Emoji})[\\ufe0e\\ufe0f]',
    '(?<=[\\p{Script=Han}\\p{Script=Mymr}\\p{Script=Phag}\\p{Sm}])[\\ufe00-\\ufe0d\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mong})[\\u180b-\\u180f]',
  ].join('|'),
  'uy',
);

/** Composed (NFC), and without what is invisible, except where it is needed. */
function untangle(text: string): string {
  if (text.search(invisible) < 0) return text.normalize('NFC');
  let kept = '';
  for (let index = 0; index < text.length; ) {
    needed.lastIndex = index;
    const unit = needed.exec(text)?.[0];
    const character = String.fromCodePoint(text.codePointAt(index) as number);
    kept += unit ?? character.replace(invisible, '');
    index += (unit ?? character).length;
  }
  return kept.normalize('NFC');
}
