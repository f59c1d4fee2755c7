import { parentPort, workerData } from 'node:worker_threads';
import {
  initializeImageMagick,
  MagickError,
  MagickFormat,
  MagickImage,
  MagickImageCollection,
  MagickReadSettings,
  ResourceLimits,
} from '@imagemagick/magick-wasm';
import type { DecodeOrder } from './decoder.ts';

const formats = {
  'image/jpeg': MagickFormat.Jpeg,
  'image/png': MagickFormat.Png,
  'image/webp': MagickFormat.WebP,
  'image/avif': MagickFormat.Avif,
  'image/gif': MagickFormat.Gif,
};

// Decodes one picture, reports what is wrong with it, and ends. Running it in a thread bounds its time and memory.
const { module, type, bytes, memoryBytesMax } = workerData as DecodeOrder;

boundMemory(memoryBytesMax);
await initializeImageMagick(module);
ResourceLimits.memory = BigInt(memoryBytesMax);
ResourceLimits.disk = 0n;
parentPort?.postMessage(decode());

function decode(): string | undefined {
  try {
    const settings = new MagickReadSettings({ format: formats[type] });
    if (type === 'image/jpeg') return decodeJpeg(settings);
    const frames = MagickImageCollection.create();
    frames.read(bytes, settings);
    frames.dispose();
    return undefined;
  } catch (error) {
    // A crashed decoder is a valid answer too; any other error is our own.
    if (error instanceof MagickError || error instanceof WebAssembly.RuntimeError) return error.message;
    throw error;
  }
}

/**
 * The JPEG decoder fills what it complains about with grey. Some cameras write a few extra bytes between segments; every other
 * complaint is about missing or wrong bytes.
 */
function decodeJpeg(settings: MagickReadSettings): string | undefined {
  const complaints: string[] = [];
  const image = MagickImage.create();
  image.onWarning = ({ error }) => {
    complaints.push(error?.message ?? 'unknown');
  };
  image.read(bytes, settings);
  image.dispose();
  return complaints.find((complaint) => !complaint.includes('extraneous bytes'));
}

/** The decoders allocate memory by growing this one; if that is refused, they report being out of memory. */
function boundMemory(bytesMax: number): void {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages) {
    if (this.buffer.byteLength + pages * 65_536 > bytesMax) throw new RangeError('no more memory for this picture');
    return grow.call(this, pages);
  };
}
