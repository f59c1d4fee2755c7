import { z } from 'zod';
import { isUndirected, isVisible, tidy, tidyLines } from './tidy.ts';

/**
 * Text for people: tidied, visible, and without characters that break stores, terminals or readers. An
 * optional text is omitted, never empty.
 */
export function humanText(lengthMax: number, { lines = false } = {}) {
  return z
    .string()
    .overwrite(lines ? tidyLines : tidy)
    .min(1, { error: 'must contain visible text', abort: true })
    .max(lengthMax)
    .refine(lines ? isPlainLines : isPlainText, 'must not contain control or private-use characters, or invalid Unicode')
    .refine(isUndirected, 'must not contain characters that change the direction of text')
    .refine(isVisible, 'must contain visible text, not only blanks and marks');
}

/**
 * JSON may contain NUL and PostgreSQL may not; an unpaired surrogate is not valid UTF-8. What private-use characters and noncharacters
 * look like depends on the reader's fonts: mostly like nothing.
 */
const isPlainText = (text: string): boolean => !/[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/u.test(text);
const isPlainLines = (text: string): boolean => isPlainText(text.replace(/[\n\t]/g, ''));
