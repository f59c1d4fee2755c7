import { damaged } from './refused.ts';

/** A part of a file. @throws PictureRefusedError when the file ends before the part does */
export function part(bytes: Buffer, start: number, length: number): Buffer {
  if (start < 0 || length < 0 || start + length > bytes.length) throw damaged();
  return bytes.subarray(start, start + length);
}

/** Whether these bytes are a colour profile (ICC.1, section 7.2): it states its own length and has a signature. */
export const isColourProfile = (bytes: Buffer): boolean =>
  bytes.length >= 128 && bytes.readUInt32BE(0) === bytes.length && bytes.toString('latin1', 36, 40) === 'acsp';
