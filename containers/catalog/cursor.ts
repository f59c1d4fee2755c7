import { hash } from 'node:crypto';
import { z } from 'zod';
import { fromCursor, toCursor } from '#shared/http/page.ts';
import { foldName, type Listing } from './listing.ts';

/** The cursor of the page that follows a position. It holds nothing but that, and which list it belongs to. */
export const cursorAfter = (position: string, listing: Listing): string => toCursor([nameOf(listing), position]);

/** @throws ProblemError 422 for a cursor that is not of this list */
export function positionIn(cursor: string, listing: Listing): string {
  const prefix = foldName(listing.name ?? '');
  // Whoever writes a cursor of their own still gets no further than this list, in which DynamoDB must find the place.
  const position = z.string().regex(/^[^\p{Cs}]*[0-9a-f-]{36}$/u);
  const schema = z.tuple([z.literal(nameOf(listing)), position.refine((place) => place.startsWith(prefix))]);
  return fromCursor(cursor, schema)[1];
}

/** Tells lists apart, in a few characters. */
const nameOf = ({ category = '', name = '' }: Listing) =>
  hash('sha256', JSON.stringify([category, foldName(name)]), 'base64url').slice(0, 8);
