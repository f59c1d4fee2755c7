import type { ImageType } from '../../../containers/catalog/media.ts';
import { cleanAvif } from './avif.ts';
import { cleanGif } from './gif.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';

const cleaners: Record<ImageType, (bytes: Buffer) => Buffer> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/avif': cleanAvif,
  'image/gif': cleanGif,
};

/**
 * A picture with everything needed to show it, orientation and colour profile included, and nothing else: no location, time, camera,
 * text or thumbnail, and nothing after its end. Pixels stay as encoded; nothing is decoded here, and nothing over our limits passes.
 * @throws PictureRefusedError
 */
export const cleanPicture = (type: ImageType, bytes: Uint8Array): Buffer =>
  cleaners[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
