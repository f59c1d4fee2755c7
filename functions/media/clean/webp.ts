import { checkSize } from './bounds.ts';
import { exifOf, orientationIn } from './orientation.ts';
import { isColourProfile, part } from './parts.ts';
import { damaged } from './refused.ts';

type Chunk = { type: string; data: Buffer };

const pixels = new Set(['VP8 ', 'VP8L', 'ALPH']);
const flags = { profile: 0x20, exif: 0x08, xmp: 0x04, animation: 0x02 };

/**
 * A WebP with what is needed to show it (https://developers.google.com/speed/webp/docs/riff_container).
 * @throws PictureRefusedError
 */
export function cleanWebp(bytes: Buffer): Buffer {
  const chunks = [...chunksIn(part(bytes, 12, part(bytes, 4, 4).readUInt32LE() - 4))];
  const [first] = chunks;
  if (!first) throw damaged();
  const kept = first.type === 'VP8X' ? extended(first, chunks) : [first];
  if (first.type !== 'VP8X') checkPixels(first);
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept.map(written)]);
  return Buffer.concat([head('RIFF', body.length), body]);
}

/** A file that starts with a VP8X chunk: it has a canvas, and flags that say which chunks follow. */
function extended({ type, data }: Chunk, chunks: Chunk[]): Chunk[] {
  const header = Buffer.from(part(data, 0, 10));
  const canvas = { width: header.readUIntLE(4, 3) + 1, height: header.readUIntLE(7, 3) + 1 };
  const frames = chunks.filter((chunk) => chunk.type === 'ANMF');
  const isAnimated = ((header[0] ?? 0) & flags.animation) !== 0;
  checkSize(canvas, Math.max(1, frames.length));
  const exif = chunks.find((chunk) => chunk.type === 'EXIF');
  const orientation = exif && exifOf(orientationOf(exif.data));
  const profile = chunks.find((chunk) => chunk.type === 'ICCP' && isColourProfile(chunk.data));
  const wanted = isAnimated
    ? [...chunks.filter((chunk) => chunk.type === 'ANIM').slice(0, 1), ...frames.map(cleanFrame)]
    : still(chunks);
  const without = (header[0] ?? 0) & ~(flags.exif | flags.xmp | flags.profile);
  header[0] = without | (orientation ? flags.exif : 0) | (profile ? flags.profile : 0);
  return [
    { type, data: header },
    ...(profile ? [profile] : []),
    ...wanted,
    ...(orientation ? [{ type: 'EXIF', data: orientation }] : []),
  ];
}

/** Some programs write it as in a JPEG, with a prefix. */
const orientationOf = (exif: Buffer) => orientationIn(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif);

function still(chunks: Chunk[]): Chunk[] {
  const found = chunks.filter((chunk) => pixels.has(chunk.type));
  for (const chunk of found) checkPixels(chunk);
  return found;
}

/** A frame: 16 bytes of position, size and time, then chunks like those of a still image. */
function cleanFrame({ type, data }: Chunk): Chunk {
  const place = part(data, 0, 16);
  return { type, data: Buffer.concat([place, ...still([...chunksIn(data.subarray(16))]).map(written)]) };
}

function checkPixels({ type, data }: Chunk): void {
  if (type === 'VP8 ') {
    checkSize({ width: part(data, 0, 10).readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff });
  } else if (type === 'VP8L') {
    const bits = part(data, 0, 5).readUInt32LE(1);
    checkSize({ width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 });
  } else if (type !== 'ALPH') throw damaged();
}

function* chunksIn(bytes: Buffer): Generator<Chunk> {
  for (let at = 0; at < bytes.length; ) {
    const data = part(bytes, at + 8, part(bytes, at + 4, 4).readUInt32LE());
    yield { type: bytes.toString('latin1', at, at + 4), data };
    // Chunks of odd length are padded.
    at += 8 + data.length + (data.length % 2);
  }
}

const written = ({ type, data }: Chunk) => Buffer.concat([head(type, data.length), data, Buffer.alloc(data.length % 2)]);

function head(type: string, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.write(type, 'latin1');
  bytes.writeUInt32LE(length, 4);
  return bytes;
}
