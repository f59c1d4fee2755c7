import { v7 as newId } from 'uuid';
import { notFound } from '#shared/errors/problem.ts';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { type ImageType, mediaKey } from '../media.ts';
import type { OfferStore } from '../offer-store.ts';
import type { ProductStore } from '../store.ts';
import type { UploadRecords } from '../upload-record-store.ts';
import type { UploadForm, UploadStore } from '../upload-store.ts';
import type { Named } from './add-product.ts';

export type UploadDeps = {
  products: ProductStore;
  uploads: UploadStore;
  offers: OfferStore;
  records: UploadRecords;
  /** The base URL of pictures. */
  mediaUrl: string;
};

type Offer = { uploadId: string; upload: UploadForm; mediaUrl: string };
type Promised = { contentType: ImageType; byteLength: number };

/**
 * Returns a form for uploading a picture of a product, and the URL that the picture will have once it has been checked. A repeat with
 * the same idempotency key gets the same form, with the same expiry.
 * @throws ProblemError 404 if no such product is for sale, 422 if the key was used with another body
 */
export async function offerUpload(
  { productId, promised, userId, idempotencyKey }: { productId: string; promised: Promised } & Named,
  deps: UploadDeps,
): Promise<Offer> {
  if (idempotencyKey === undefined) return newOffer(productId, promised, deps);
  const { offers } = deps;
  const asked = { offerId: `${userId}#${productId}#${idempotencyKey}`, requestHash: requestHash(promised) };
  const earlier = await offers.find(asked.offerId);
  const kept =
    earlier ?? (await offers.keepFirst({ ...asked, offer: JSON.stringify(await newOffer(productId, promised, deps)) }));
  if (kept.requestHash !== asked.requestHash) throw keyReused();
  return JSON.parse(kept.offer) as Offer;
}

async function newOffer(productId: string, promised: Promised, deps: UploadDeps): Promise<Offer> {
  const { products, uploads, records, mediaUrl } = deps;
  const product = await products.find(productId);
  if (!product || product.archived) throw notFound('No such product');
  const picture = { productId: product.productId, mediaId: newId() };
  await records.add(picture);
  return {
    uploadId: picture.mediaId,
    upload: await uploads.offer(picture, promised),
    mediaUrl: `${mediaUrl}/${mediaKey(picture, promised.contentType)}`,
  };
}
