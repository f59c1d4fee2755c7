import { v7 as newId } from 'uuid';
import { notFound } from '#shared/errors/problem.ts';
import { type ImageType, mediaKey } from '../media.ts';
import type { ProductStore } from '../store.ts';
import type { UploadRecords } from '../upload-records.ts';
import type { UploadForm, UploadStore } from '../upload-store.ts';

export type UploadDeps = {
  products: ProductStore;
  uploads: UploadStore;
  records: UploadRecords;
  /** The base of the addresses that pictures are served at. */
  mediaUrl: string;
};

/**
 * Offers a form to upload a picture of a product with, and says where the picture will be once it has been looked at.
 * @throws ProblemError 404 when no such product is for sale
 */
export async function offerUpload(
  productId: string,
  promised: { contentType: ImageType; byteLength: number },
  { products, uploads, records, mediaUrl }: UploadDeps,
): Promise<{ uploadId: string; upload: UploadForm; mediaUrl: string }> {
  const product = await products.find(productId);
  if (!product || product.archived) throw notFound('There is no such product');
  const picture = { productId: product.productId, mediaId: newId() };
  await records.add(picture);
  return {
    uploadId: picture.mediaId,
    upload: await uploads.offer(picture, promised),
    mediaUrl: `${mediaUrl}/${mediaKey(picture, promised.contentType)}`,
  };
}
