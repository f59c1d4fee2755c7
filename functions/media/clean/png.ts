import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { checkSize } from './bounds.ts';
import { exifOf, orientationIn } from './orientation.ts';
import { isColourProfile, part } from './parts.ts';
import { damaged, unsupported } from './refused.ts';

type Chunk = { type: string; data: Buffer };

/** The chunks needed to show a PNG. All others are texts, times, and other programs' data. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'gAMA', 'sRGB', 'sBIT', 'cICP', 'pHYs', 'bKGD']);
const animation = new Set(['acTL', 'fcTL', 'fdAT']);
const profileBytesMax = 4 * 1024 * 1024;

/**
 * A PNG with what is needed to show it, and nothing after its end (https://www.w3.org/TR/png-3/#5DataRep).
 * @throws PictureRefusedError
 */
export function cleanPng(bytes: Buffer): Buffer {
  const chunks = [...chunksIn(bytes)];
  if (chunks.some(({ type }) => animation.has(type))) throw unsupported('The PNG is animated: animations must be WebP or GIF.');
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const orientation = exif && exifOf(orientationIn(exif.data));
  const [header, ...rest] = chunks.flatMap((chunk) =>
    chunk.type === 'iCCP' ? profileOf(chunk) : kept.has(chunk.type) ? [chunk] : [],
  );
  if (!header) throw damaged();
  const all = [header, ...(orientation ? [{ type: 'eXIf', data: orientation }] : []), ...rest];
  return Buffer.concat([bytes.subarray(0, 8), ...all.map(written)]);
}

function* chunksIn(bytes: Buffer): Generator<Chunk> {
  for (let at = 8; ; ) {
    const type = part(bytes, at + 4, 4).toString('latin1');
    const data = part(bytes, at + 8, part(bytes, at, 4).readUInt32BE());
    const end = at + 8 + data.length;
    if (part(bytes, end, 4).readUInt32BE() !== crc32(bytes.subarray(at + 4, end))) throw damaged();
    if ((at === 8) !== (type === 'IHDR')) throw damaged();
    if (at === 8) checkSize({ width: part(data, 0, 13).readUInt32BE(0), height: data.readUInt32BE(4) });
    // An upper-case first letter marks a critical chunk: the image cannot be shown without it.
    if (/^[A-Z]/.test(type) && !kept.has(type)) throw damaged();
    yield { type, data };
    if (type === 'IEND') return;
    at = end + 4;
  }
}

/** The colour profile without its name, if that is what the chunk contains. */
function profileOf({ type, data }: Chunk): Chunk[] {
  try {
    const profile = inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: profileBytesMax });
    return isColourProfile(profile) ? [{ type, data: Buffer.concat([Buffer.from('icc\0\0'), deflateSync(profile)]) }] : [];
  } catch {
    // An unreadable profile counts as none; the picture is shown without it, as browsers do.
    return [];
  }
}

function written({ type, data }: Chunk): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}
