import { damaged, PictureRefusedError } from './refused.ts';

const sidePixelsMax = 10_000;
const pixelsMax = 50_000_000;
const framesMax = 500;

/**
 * Checks a file's declared size against our limits before anything is decoded.
 * @throws PictureRefusedError
 */
export function checkSize({ width, height }: { width: number; height: number }, frames = 1): void {
  if (width === 0 || height === 0) throw damaged();
  if (frames > framesMax)
    throw new PictureRefusedError('TOO_MANY_PIXELS', `The picture has over ${framesMax} frames. Send fewer.`);
  if (Math.max(width, height) > sidePixelsMax || width * height * frames > pixelsMax) {
    const size = `${width} x ${height} pixels${frames > 1 ? ` in ${frames} frames` : ''}`;
    const most = 'At most 10,000 pixels per side and 50 million in all frames together are accepted';
    throw new PictureRefusedError('TOO_MANY_PIXELS', `The picture has ${size}. ${most}: send a smaller one.`);
  }
}
