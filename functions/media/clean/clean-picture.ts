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
 * A picture with all that it takes to show it, orientation and colour profile included, and nothing else: no place, time,
 * camera, text or thumbnail, and nothing behind its end. Pixels stay as they were encoded; nothing is decoded here, and
 * nothing larger than our bounds gets through.
 * @throws PictureRefusedError
 */
export const cleanPicture = (type: ImageType, bytes: Uint8Array): Buffer =>
  cleaners[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
