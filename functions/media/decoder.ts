import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ImageType } from '../../containers/catalog/media.ts';
import { damaged, PictureRefusedError } from './clean/refused.ts';

/** TypeScript declares these parts of WebAssembly only for browsers. */
declare global {
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
    class RuntimeError extends Error {}
    class Memory {
      readonly buffer: ArrayBuffer;
      grow(pages: number): number;
    }
  }
}

/** The input of the decoding thread. */
export type DecodeOrder = { module: WebAssembly.Module; type: ImageType; bytes: Uint8Array; memoryBytesMax: number };

export type Decoder = {
  /** Decodes a picture completely. @throws PictureRefusedError when that fails, or takes too much time or memory */
  check(type: ImageType, bytes: Uint8Array): Promise<void>;
};

export type DecoderOptions = {
  /** The thread's program, and ImageMagick as WebAssembly. */
  worker: URL;
  magick: URL;
  secondsMax?: number;
  memoryBytesMax?: number;
};

/**
 * Decodes in a separate thread, one picture at a time: a thread can be terminated even if a decoder hangs, and
 * all its memory is freed with it.
 */
export function createDecoder(options: DecoderOptions): Decoder {
  const { worker, magick, secondsMax = 15, memoryBytesMax = 1_500_000_000 } = options;
  let last: Promise<unknown> = Promise.resolve();
  let compiled: Promise<WebAssembly.Module> | undefined;
  const compile = () => {
    compiled ??= readFile(magick).then((wasm) => WebAssembly.compile(wasm));
    return compiled;
  };
  const check = async (type: ImageType, bytes: Uint8Array) => {
    const order: DecodeOrder = { module: await compile(), type, bytes, memoryBytesMax };
    const complaint = await decodeInThread(worker, order, secondsMax);
    if (complaint !== undefined) throw isAboutMemory(complaint) ? new PictureRefusedError('TOO_COSTLY') : damaged();
  };
  return {
    check: (type, bytes) => {
      const mine = last.then(() => check(type, bytes));
      // The caller gets the error.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Returns what was wrong with the picture, if anything. */
async function decodeInThread(worker: URL, workerData: DecodeOrder, secondsMax: number): Promise<string | undefined> {
  const thread = new Worker(worker, { workerData });
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const tooLong = setTimeout(() => reject(new PictureRefusedError('TOO_COSTLY')), secondsMax * 1_000);
  thread.once('message', resolve).once('error', reject);
  thread.once('exit', (code) => reject(new Error(`the decoder exited with code ${code} and no result`)));
  try {
    return await promise;
  } finally {
    clearTimeout(tooLong);
    await thread.terminate();
  }
}

const isAboutMemory = (complaint: string) => /memory|resource/i.test(complaint);
