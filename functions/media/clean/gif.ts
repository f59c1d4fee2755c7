import { checkSize } from './bounds.ts';
import { part } from './parts.ts';
import { damaged } from './refused.ts';

type Size = { width: number; height: number };
type Block = { bytes: Buffer; frame?: Size | undefined; isKept: boolean };

const [image, extension, trailer] = [0x2c, 0x21, 0x3b];
const [control, application] = [0xf9, 0xff];
/** The application extensions that say how often an animation repeats. */
const loops = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/**
 * A GIF with its images, their durations and the repeat count (https://www.w3.org/Graphics/GIF/spec-gif89a.txt), without
 * comments, texts, other applications' extensions, and anything after its end.
 * @throws PictureRefusedError
 */
export function cleanGif(bytes: Buffer): Buffer {
  const canvas = sizeAt(part(bytes, 0, 13), 6);
  checkSize(canvas);
  const start = 13 + paletteLength(bytes[10] ?? 0);
  const blocks = [...blocksIn(bytes, start)];
  const frames = blocks.flatMap(({ frame }) => frame ?? []);
  if (frames.length === 0) throw damaged();
  // A frame may be larger than the canvas.
  const most = (side: keyof Size) => [canvas, ...frames].reduce((max, size) => Math.max(max, size[side]), 0);
  checkSize({ width: most('width'), height: most('height') }, frames.length);
  const kept = blocks.filter(({ isKept }) => isKept).map((block) => block.bytes);
  return Buffer.concat([part(bytes, 0, start), ...kept, Buffer.from([trailer])]);
}

const sizeAt = (bytes: Buffer, at: number): Size => ({ width: bytes.readUInt16LE(at), height: bytes.readUInt16LE(at + 2) });

const paletteLength = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

function* blocksIn(bytes: Buffer, start: number): Generator<Block> {
  for (let at = start; ; ) {
    const [kind] = part(bytes, at, 1);
    if (kind === trailer) return;
    const block = kind === image ? imageAt(bytes, at) : kind === extension ? extensionAt(bytes, at) : undefined;
    if (!block) throw damaged();
    yield block;
    at += block.bytes.length;
  }
}

function imageAt(bytes: Buffer, at: number): Block {
  const head = part(bytes, at, 10);
  // The data follows a palette and one byte with the code width.
  const end = endOfData(bytes, at + 10 + paletteLength(head[9] ?? 0) + 1);
  return { bytes: bytes.subarray(at, end), frame: sizeAt(head, 5), isKept: true };
}

function extensionAt(bytes: Buffer, at: number): Block {
  const [label] = part(bytes, at + 1, 1);
  const end = endOfData(bytes, at + 2);
  const isLoop = label === application && loops.includes(bytes.toString('latin1', at + 3, at + 14));
  return { bytes: bytes.subarray(at, end), isKept: label === control || isLoop };
}

/** Data comes in blocks of up to 255 bytes and ends with an empty one. */
function endOfData(bytes: Buffer, start: number): number {
  let at = start;
  for (let length = -1; length !== 0; at += 1 + length) [length = 0] = part(bytes, at, 1);
  return at;
}
