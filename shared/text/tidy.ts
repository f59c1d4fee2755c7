/**
 * Normalizes a text for storage: NFC, trimmed, single blanks between words, and no invisible characters. Joiners, variation
 * selectors and tags stay where a script or an emoji needs them.
 */
export const tidy = (text: string): string => untangle(text).replace(blanks, ' ').trim();

/** The same for text of several lines; keeps line breaks and tabs. */
export const tidyLines = (text: string): string => untangle(text).replaceAll('\r\n', '\n').replace(blanks, ' ').trim();

/** A key that is equal for texts that look the same: ignores compatibility forms, case, blanks and invisible characters. */
export function lookOf(text: string): string {
  const plain = text.normalize('NFKC').replace(invisible, '').replace(unseen, '').replace(blankGlyph, ' ');
  // Lower, upper and lower again: ß has two capitals, ẞ and SS. A final sigma is mapped to the ordinary one.
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
  return folded.replace(/\s+/g, ' ').trim();
}

/** Whether the text shows anything: a letter, digit, symbol or picture, not just blanks, fillers and stray combining marks. */
export const isVisible = (text: string): boolean => visible.test(text);

/** Whether the text contains no directional overrides, embeddings or isolates, which make it look like another text. */
export const isUndirected = (text: string): boolean => !/[\u202a-\u202e\u2066-\u2069]/.test(text);

// Control characters do not count as blanks: they are refused, not repaired.
const blanks = /[\p{Zs}\p{Zl}\p{Zp}]+/gu;

/** Characters whose glyph is blank in every font, for a character class: empty braille, and hieroglyph and note-head placeholders. */
export const blankGlyphs = '\\u2800\\ufffc\\u{13441}\\u{13442}\\u{1d159}';
const blankGlyph = new RegExp(`[${blankGlyphs}]`, 'gu');
const visible = new RegExp(`[[\\p{L}\\p{N}\\p{P}\\p{S}]--[\\p{Default_Ignorable_Code_Point}${blankGlyphs}]]`, 'v');

const directions = '\\u202a-\\u202e\\u2066-\\u2069';
const invisible = new RegExp(`[[\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]--[${directions}]]`, 'gv');

/** Stored where they are, but not seen: the place of an object, and what arranges hieroglyphs. */
const unseen = /[\ufffc\u{13430}-\u{1343f}]/gu;

const joining =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nko}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}' +
  '\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}\\p{scx=Laoo}\\p{scx=Thai}]';

/** Invisible characters that carry meaning, together with what precedes them. */
const needed = new RegExp(
  [
    // The flags of England, Scotland and Wales are spelled with tags.
    '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}',
    // Joined emoji: families, professions, coloured hearts.
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})',
    `(?<=${joining})[\\u200c\\u200d]`,
    // Emoji or text style, or a variant of a Chinese character, a Mongolian letter or a symbol.
    '(?<=\\p{Emoji})[\\ufe0e\\ufe0f]',
    '(?<=[\\p{Script=Han}\\p{Script=Mymr}\\p{Script=Phag}\\p{Sm}])[\\ufe00-\\ufe0d\\u{e0100}-\\u{e01ef}]',
    '(?<=\\p{Script=Mong})[\\u180b-\\u180f]',
  ].join('|'),
  'uy',
);

/** Composes (NFC) and removes invisible characters, except where they are needed. */
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
