import { type Flaw, firstOf, invalid, ProblemError } from '#shared/errors/problem.ts';

const depthMax = 32;

/**
 * Parses a body as I-JSON (RFC 7493), which means the same to every reader: UTF-8 without a byte order mark, no duplicate
 * member names, no unpaired surrogates or noncharacters, and numbers that fit a double. NUL is refused too, because PostgreSQL cannot store it,
 * and so is text that takes very long to normalize.
 * @throws ProblemError 400 if the text is malformed, 422 for values that could not be stored
 */
export function parseStrictJson(bytes: Uint8Array): { text: string; value: unknown } {
  const text = decode(bytes);
  const value = parse(text);
  checkStructure(text);
  const flaws = firstOf(flawsOf(value, []));
  if (flaws.length > 0) throw invalid(flaws);
  return { text, value };
}

const malformed = (title: string, cause?: unknown) => new ProblemError(400, 'bad-request', { title, cause });

function decode(bytes: Uint8Array): string {
  try {
    // Keeps a byte order mark, so that the parser refuses it, as RFC 8259, section 8.1, allows.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The body is not UTF-8', cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('The body is not JSON', cause);
  }
}

/** Checks what JSON.parse hides or what would break recursive code: duplicate names, and depth. The text must be JSON. */
function checkStructure(text: string): void {
  const open: Set<string>[] = [];
  for (const [token, quoted, colon] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*(:?)|[{}[\]]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (quoted !== undefined && colon) note(open.at(-1), JSON.parse(quoted));
    if (open.length > depthMax) throw malformed(`The body is nested more than ${depthMax} levels deep`);
  }
}

function note(names: Set<string> | undefined, name: string): void {
  if (names?.has(name)) throw malformed('The body contains a duplicate member name');
  names?.add(name);
}

function* flawsOf(value: unknown, path: readonly string[]): Generator<Flaw> {
  if (typeof value === 'string') yield* flawsOfText(value, path);
  else if (typeof value === 'number') {
    if (!Number.isFinite(value)) yield { path: path.join('.'), message: 'This number is too large' };
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      yield* flawsOfText(name, path);
      yield* flawsOf(inner, [...path, name]);
    }
  }
}

/** Normalizing takes time with the square of this number. The bound is that of UAX #15's Stream-Safe Text Format. */
const manyMarks = /\p{M}{31}/u;

function* flawsOfText(text: string, path: readonly string[]): Generator<Flaw> {
  if (!text.isWellFormed()) yield { path: path.join('.'), message: 'This text contains an unpaired surrogate' };
  if (/\p{Noncharacter_Code_Point}/u.test(text)) yield { path: path.join('.'), message: 'This text contains a noncharacter' };
  if (text.includes('\0')) yield { path: path.join('.'), message: 'This text contains a NUL character' };
  if (manyMarks.test(text)) yield { path: path.join('.'), message: 'This text has more than 30 combining marks in a row' };
}
