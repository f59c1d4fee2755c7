import { part } from './parts.ts';
import { damaged } from './refused.ts';

/** A box of an ISO base media file (ISO/IEC 14496-12): where it starts, where its content starts, and where both end. */
export type Box = { type: string; start: number; body: number; end: number };

/** The boxes that fill a part of a file. @throws PictureRefusedError when they do not fill it */
export function* boxesIn(bytes: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at < end; ) {
    const box = boxAt(bytes, at, end);
    if (!box) throw damaged();
    yield box;
    at = box.end;
  }
}

/** Undefined if there is no complete box here. */
export function boxAt(bytes: Buffer, start: number, end: number): Box | undefined {
  if (start + 8 > end) return undefined;
  const short = bytes.readUInt32BE(start);
  const isLong = short === 1;
  if (isLong && start + 16 > end) return undefined;
  const size = short === 0 ? end - start : isLong ? Number(bytes.readBigUInt64BE(start + 8)) : short;
  const body = start + (isLong ? 16 : 8);
  if (start + size > end || start + size < body) return undefined;
  return { type: bytes.toString('latin1', start + 4, start + 8), start, body, end: start + size };
}

/** Reads consecutive numbers, as most boxes contain them. */
export function numbersIn(bytes: Buffer, start: number) {
  let at = start;
  return {
    next(length: number): number {
      const field = part(bytes, at, length);
      at += length;
      return length === 0 ? 0 : length === 8 ? Number(field.readBigUInt64BE()) : field.readUIntBE(0, length);
    },
  };
}
