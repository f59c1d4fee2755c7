import { type RefusalReason, refusals } from '../../../containers/catalog/upload-outcome.ts';

/** The uploaded picture cannot be accepted; the message tells its sender why. */
export class PictureRefusedError extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string = refusals[reason]) {
    super(message);
    this.name = 'PictureRefusedError';
    this.reason = reason;
  }
}

export const damaged = () => new PictureRefusedError('DAMAGED');

export const unsupported = (what: string) => new PictureRefusedError('UNSUPPORTED', `${what} ${refusals.UNSUPPORTED}`);
