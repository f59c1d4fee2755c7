import { hash } from 'node:crypto';
import { z } from 'zod';
import { fromCursor, toCursor } from '#shared/http/page.ts';
import { foldName, type Listing } from './listing.ts';

/** The cursor for the page after a position. It contains only the position and a fingerprint of the list it belongs to. */
export const cursorAfter = (position: string, listing: Listing): string => toCursor([nameOf(listing), position]);

/** @throws ProblemError 422 if the cursor does not belong to this list */
export function positionIn(cursor: string, listing: Listing): string {
  const prefix = foldName(listing.name ?? '');
  // A forged cursor must not leave this list, and DynamoDB must accept it as a start key.
  const position = z.string().regex(/^[^\p{Cs}]*[0-9a-f-]{36}$/u);
  const schema = z.tuple([z.literal(nameOf(listing)), position.refine((place) => place.startsWith(prefix))]);
  return fromCursor(cursor, schema)[1];
}

/** A short fingerprint of a list. */
const nameOf = ({ category = '', name = '' }: Listing) =>
  hash('sha256', JSON.stringify([category, foldName(name)]), 'base64url').slice(0, 8);
