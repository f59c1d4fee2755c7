import { z } from 'zod';

/** Why a picture was refused, and what its sender can do about it. The media function may give a more specific detail instead. */
export const refusals = {
  EMPTY: 'The file is empty. Ask for a new form, and send the picture again.',
  TOO_MANY_BYTES: 'The file is larger than 5 MB. Send a smaller one.',
  NOT_A_PICTURE: 'The file is not a picture. Send JPEG, PNG, WebP, AVIF or GIF.',
  WRONG_TYPE:
    'The file is of a different type from the one the form was requested for. Request a form for the type that the file really has.',
  DAMAGED: 'The picture is damaged or incomplete. Save it again, and upload the new file.',
  TOO_MANY_PIXELS: 'The picture has too many pixels. Send a smaller one.',
  UNSUPPORTED: 'Not every browser shows this kind of picture. Save it as an ordinary JPEG, PNG or WebP.',
  TOO_COSTLY: 'The picture takes too much time or memory to decode. Save it as an ordinary JPEG, PNG or WebP.',
  PRODUCT_REMOVED: 'The product is no longer for sale.',
  SUPERSEDED: 'The product already shows a picture whose form was requested later.',
  EXPIRED: 'No picture arrived, or it could not be checked within a day. Ask for a new form, and upload the picture again.',
} as const;

export type RefusalReason = keyof typeof refusals;

export const refusalReason = z.enum(Object.keys(refusals) as [RefusalReason, ...RefusalReason[]]);

/** The outcome of an upload. `delayed`: a check failed on our side and will be retried. */
export type UploadOutcome =
  | { status: 'pending'; delayed?: true | undefined }
  | { status: 'published'; mediaUrl: string }
  | { status: 'refused'; reason: RefusalReason; detail: string };

/** After this long without an outcome, give up: S3 expires uploads too, and no client is still waiting. */
const checkedWithinSeconds = 24 * 60 * 60;

/** Readers wait a little longer than that, so that a check that began in time still counts. */
const graceSeconds = 5 * 60;

export const expired = { status: 'refused', reason: 'EXPIRED', detail: refusals.EXPIRED } as const;

export const isTooLateToCheck = (offeredAt: Date, now: Date): boolean => secondsBetween(offeredAt, now) >= checkedWithinSeconds;

/** The outcome to show: an upload that has been pending for too long counts as expired. */
export function outcomeAt(outcome: UploadOutcome, offeredAt: Date, now: Date): UploadOutcome {
  const isOver = secondsBetween(offeredAt, now) >= checkedWithinSeconds + graceSeconds;
  return outcome.status === 'pending' && isOver ? expired : outcome;
}

const secondsBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1_000;
