import { createDecoder, type DecoderOptions } from '../../functions/media/decoder.ts';

/** The picture decoder, from source instead of a bundle. */
export const testDecoder = (bounds: Partial<DecoderOptions> = {}) =>
  createDecoder({
    worker: new URL('../../functions/media/worker.ts', import.meta.url),
    magick: new URL(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm')),
    ...bounds,
  });
