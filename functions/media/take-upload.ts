import { retryOnConflict } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { showPicture } from '../../containers/catalog/domain.ts';
import {
  type ImageType,
  imageBytesMax,
  imageType,
  mediaKey,
  offeredAt,
  type Picture,
  pictureOf,
} from '../../containers/catalog/media.ts';
import type { ProductStore } from '../../containers/catalog/store.ts';
import { expired, isTooLateToCheck, type UploadOutcome } from '../../containers/catalog/upload-outcome.ts';
import type { UploadRecords } from '../../containers/catalog/upload-record-store.ts';
import { cleanPicture } from './clean/clean-picture.ts';
import { PictureRefusedError } from './clean/refused.ts';
import type { Decoder } from './decoder.ts';
import { imageTypeOf } from './image-type-of.ts';
import type { PictureStore, Upload } from './picture-store.ts';

export type Deps = {
  pictures: PictureStore;
  products: Pick<ProductStore, 'find' | 'replace'>;
  records: Pick<UploadRecords, 'settle'>;
  decoder: Decoder;
  /** The base URL of served pictures. */
  mediaUrl: string;
  log: Log;
};

/**
 * Checks an upload and either publishes it as its product's picture or refuses it, and records the outcome. Either way the
 * upload is removed. Idempotent: a repeat does the same, or finds the upload gone and does nothing. Rejects, and records that,
 * when the message should be retried later.
 */
export async function takeUpload(key: string, deps: Deps): Promise<void> {
  const picture = pictureOf(key);
  // No form of ours has this key. It is never served, and the bucket's lifecycle rule removes it.
  if (!picture) return deps.log.warn({ reason: 'unknown key' }, 'upload ignored');
  try {
    await take(picture, deps);
  } catch (error) {
    const delayed = { status: 'pending', delayed: true } as const;
    // The table may be what is down; the message is redelivered in any case.
    await deps.records.settle(picture, delayed, { ifPending: true }).catch(() => undefined);
    throw error;
  }
}

async function take(picture: Picture, deps: Deps): Promise<void> {
  const { pictures, records, log } = deps;
  const upload = await pictures.readUpload(picture);
  if (!upload) {
    // Either it already has an outcome, or it waited so long that the bucket's lifecycle rule removed it.
    await records.settle(picture, expired, { ifPending: true });
    return log.info(picture, 'upload already gone');
  }
  const outcome = await checkAndPublish(picture, upload, deps);
  await records.settle(picture, outcome);
  await pictures.removeUpload(picture);
  const reason = 'reason' in outcome ? { reason: outcome.reason } : {};
  log.info({ ...picture, outcome: outcome.status, ...reason, byteLength: upload.bytes.length }, 'upload processed');
}

async function checkAndPublish(picture: Picture, upload: Upload, deps: Deps): Promise<UploadOutcome> {
  try {
    if (isTooLateToCheck(offeredAt(picture), new Date())) throw new PictureRefusedError('EXPIRED');
    const type = acceptedType(upload);
    const bytes = cleanPicture(type, upload.bytes);
    // Decodes the cleaned bytes, because those are served.
    await deps.decoder.check(type, bytes);
    return { status: 'published', mediaUrl: await publish(picture, { type, bytes }, deps) };
  } catch (error) {
    if (!(error instanceof PictureRefusedError)) throw error;
    return { status: 'refused', reason: error.reason, detail: error.message };
  }
}

/** The promised type, if the bytes start that way. @throws PictureRefusedError */
function acceptedType({ bytes, contentType }: Upload): ImageType {
  if (bytes.length === 0) throw new PictureRefusedError('EMPTY');
  if (bytes.length > imageBytesMax) throw new PictureRefusedError('TOO_MANY_BYTES');
  const type = imageTypeOf(bytes);
  if (type === undefined) throw new PictureRefusedError('NOT_A_PICTURE');
  const { data: known } = imageType.safeParse(type);
  if (known === undefined)
    throw new PictureRefusedError('NOT_A_PICTURE', 'The file is HEIC, which browsers do not show. Save it as JPEG.');
  if (known === contentType) return known;
  const name = (said: string | undefined) => said?.replace('image/', '').toUpperCase() ?? 'nothing';
  const [is, promised] = [name(known), name(contentType)];
  throw new PictureRefusedError('WRONG_TYPE', `The file is ${is}, but its form was for ${promised}. Ask for a form for ${is}.`);
}

/** Stores the picture before linking to it. If the product has been deleted meanwhile, the picture stays without a link. */
function publish(
  picture: Picture,
  { type, bytes }: { type: ImageType; bytes: Uint8Array },
  { pictures, products, mediaUrl: base }: Deps,
): Promise<string> {
  const key = mediaKey(picture, type);
  const mediaUrl = `${base}/${key}`;
  return retryOnConflict(async () => {
    const product = await products.find(picture.productId);
    if (product?.mediaId === picture.mediaId) return mediaUrl;
    if (!product || product.archived) throw new PictureRefusedError('PRODUCT_REMOVED');
    const next = showPicture(product, { mediaId: picture.mediaId, mediaUrl });
    if (next === product) throw new PictureRefusedError('SUPERSEDED');
    await pictures.publish(key, { type, bytes });
    await products.replace(next);
    return mediaUrl;
  });
}
