import { retryOnConflict } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { showPicture } from '../../containers/catalog/domain.ts';
import { type ImageType, imageBytesMax, mediaKey, type Picture, pictureOf } from '../../containers/catalog/media.ts';
import type { ProductStore } from '../../containers/catalog/store.ts';
import { imageTypeOf } from './image-type-of.ts';
import type { PictureStore, Upload } from './picture-store.ts';

export type Deps = {
  pictures: PictureStore;
  products: Pick<ProductStore, 'find' | 'replace'>;
  /** The base of the addresses that pictures are served at. */
  mediaUrl: string;
  log: Log;
};

/**
 * Looks at an upload and makes it its product's picture, or throws it away; either way it is gone afterwards. Told of the same
 * upload again it does the same again, or finds it gone and does nothing. Rejects when it should be told again later.
 */
export async function takeUpload(key: string, deps: Deps): Promise<void> {
  const { pictures, log } = deps;
  const picture = pictureOf(key);
  // Not one that we offered a form for. Whatever it is, it is not served, and goes with the bucket's next clearing.
  if (!picture) return log.warn({ reason: 'unknown key' }, 'upload ignored');
  const upload = await pictures.readUpload(picture);
  if (!upload) return log.info(picture, 'upload gone already');
  const type = acceptedType(upload);
  const outcome = type ? await publish(picture, { type, bytes: upload.bytes }, deps) : 'not the promised image';
  await pictures.removeUpload(picture);
  log.info({ ...picture, outcome, byteLength: upload.bytes.length }, 'upload taken');
}

type Outcome = 'shown' | 'no such product' | 'shown or superseded before';

/** The promised type, if that is what the bytes are: the first ones tell. */
function acceptedType({ bytes, contentType }: Upload): ImageType | undefined {
  const type = imageTypeOf(bytes);
  return bytes.length <= imageBytesMax && type === contentType ? type : undefined;
}

/** Nothing is linked to before it is there. What lost its product in between stays where it is, linked to by nobody. */
function publish(
  picture: Picture,
  { type, bytes }: { type: ImageType; bytes: Uint8Array },
  { pictures, products, mediaUrl }: Deps,
): Promise<Outcome> {
  const key = mediaKey(picture, type);
  return retryOnConflict(async () => {
    const product = await products.find(picture.productId);
    if (!product || product.archived) return 'no such product';
    const next = showPicture(product, { mediaId: picture.mediaId, mediaUrl: `${mediaUrl}/${key}` });
    if (next === product) return 'shown or superseded before';
    await pictures.publish(key, { type, bytes });
    await products.replace(next);
    return 'shown';
  });
}
